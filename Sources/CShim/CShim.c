// fopencookie is an extension of the GNU C library; the BSDs and macOS have funopen.
#define _GNU_SOURCE
#include "CShim.h"

#ifdef __linux__

#include <sched.h>

// SCHED_BATCH, of Linux: "the scheduler will apply a small scheduling penalty with respect to wakeup behavior"
// (sched(7)). It needs no privilege; where it is refused all the same, nothing is lost.
static void choose(int policy) {
  struct sched_param priority = {.sched_priority = 0};
  sched_setscheduler(0, policy, &priority);
}

void pcapcert_begin_giving_way(void) { choose(SCHED_BATCH); }

void pcapcert_end_giving_way(void) { choose(SCHED_OTHER); }

FILE *pcapcert_open_reader(void *context, pcapcert_read_function read, char *buffer, size_t bufferByteCount) {
  cookie_io_functions_t functions = {.read = read};
  FILE *file = fopencookie(context, "r", functions);
  if (file != NULL) setvbuf(file, buffer, _IOFBF, bufferByteCount);
  return file;
}

#else

#include <stdlib.h>

void pcapcert_begin_giving_way(void) {}

void pcapcert_end_giving_way(void) {}

struct reader {
  void *context;
  pcapcert_read_function read;
};

static int readSome(void *cookie, char *buffer, int byteCount) {
  struct reader *reader = cookie;
  return (int)reader->read(reader->context, buffer, (size_t)byteCount);
}

static int closeReader(void *cookie) {
  free(cookie);
  return 0;
}

FILE *pcapcert_open_reader(void *context, pcapcert_read_function read, char *buffer, size_t bufferByteCount) {
  struct reader *reader = malloc(sizeof *reader);
  if (reader == NULL) return NULL;
  reader->context = context;
  reader->read = read;
  FILE *file = funopen(reader, readSome, NULL, NULL, closeReader);
  if (file == NULL)
    free(reader);
  else
    setvbuf(file, buffer, _IOFBF, bufferByteCount);
  return file;
}

#endif
