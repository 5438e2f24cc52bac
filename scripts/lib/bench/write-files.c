// write-files FROM TO
//
// Reads all files below FROM, then writes them below TO, a folder that is not there yet, with open, write and close
// and no more; prints how many, and the seconds that the writing took. What an export cannot go below.
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  char *path;
  char *bytes;
  size_t count;
  int is_folder;
} Entry;

static const char *from, *to;
static Entry *entries;
static size_t entry_count, entry_capacity, file_count;

static char *read_file(const char *path, size_t count) {
  char *bytes = malloc(count + 1);
  int file = open(path, O_RDONLY);
  if (!bytes || file < 0 || read(file, bytes, count) != (ssize_t)count) err(2, "cannot read %s", path);
  close(file);
  return bytes;
}

static int visit(const char *path, const struct stat *status, int type, struct FTW *where) {
  (void)where;
  if (type != FTW_F && type != FTW_D) return 0;
  if (entry_count == entry_capacity) {
    entry_capacity = entry_capacity ? 2 * entry_capacity : 4096;
    entries = realloc(entries, entry_capacity * sizeof *entries);
    if (!entries) err(2, "no memory");
  }
  Entry *entry = &entries[entry_count++];
  *entry = (Entry){.is_folder = type == FTW_D, .count = (size_t)status->st_size};
  if (asprintf(&entry->path, "%s%s", to, path + strlen(from)) < 0) err(2, "no memory");
  if (type == FTW_F) {
    entry->bytes = read_file(path, entry->count);
    file_count++;
  }
  return 0;
}

static void write_entry(const Entry *entry) {
  if (entry->is_folder) {
    if (mkdir(entry->path, 0777)) err(2, "cannot make %s", entry->path);
    return;
  }
  int file = open(entry->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0 || write(file, entry->bytes, entry->count) != (ssize_t)entry->count || close(file)) {
    err(2, "cannot write %s", entry->path);
  }
}

int main(int argument_count, char **arguments) {
  if (argument_count != 3) errx(64, "usage: write-files FROM TO");
  from = arguments[1];
  to = arguments[2];
  if (nftw(from, visit, 64, FTW_PHYS)) err(2, "cannot read %s", from);
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  for (size_t i = 0; i < entry_count; i++) write_entry(&entries[i]);
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%zu %.6f\n", file_count, (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec));
  return 0;
}
