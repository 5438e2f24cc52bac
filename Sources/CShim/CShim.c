// fopencookie is an extension of the GNU C library; the BSDs and macOS have funopen.
#define _GNU_SOURCE
#include "CShim.h"

#ifdef __linux__

#include <sched.h>

// SCHED_BATCH, of Linux: "the scheduler will apply a small scheduling penalty with respect to wakeup behavior"
// (sched(7)). It needs no privilege; where it is refused all the same, nothing is lost.
static int change(int from, int to) {
  struct sched_param priority = {.sched_priority = 0};
  return sched_getscheduler(0) == from && sched_setscheduler(0, to, &priority) == 0;
}

int pcapcert_begin_giving_way(void) { return change(SCHED_OTHER, SCHED_BATCH); }

void pcapcert_end_giving_way(void) { change(SCHED_BATCH, SCHED_OTHER); }

FILE *pcapcert_open_reader(void *context, pcapcert_read_function read, char *buffer, size_t bufferByteCount) {
  cookie_io_functions_t functions = {.read = read};
  FILE *file = fopencookie(context, "r", functions);
  if (file != NULL) setvbuf(file, buffer, _IOFBF, bufferByteCount);
  return file;
}

#else

#include <stdlib.h>

int pcapcert_begin_giving_way(void) { return 0; }

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
