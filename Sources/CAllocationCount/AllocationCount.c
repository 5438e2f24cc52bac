// Stands before glibc's malloc and its like, and counts their calls: linked into pcapcert-bench, and compiled by
// scripts/bench for any program,
//
//   LD_PRELOAD=count-allocations.so ALLOCATIONS=FILE COMMAND...
//
// which writes the count into FILE when the command exits.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "AllocationCount.h"

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static atomic_ulong allocations;

unsigned long allocation_count(void) { return atomic_load_explicit(&allocations, memory_order_relaxed); }

static void count(void) { atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed); }

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
  count();
  return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **made, size_t alignment, size_t size) {
  void *bytes = memalign(alignment, size);
  if (!bytes) return ENOMEM;
  *made = bytes;
  return 0;
}

__attribute__((destructor)) static void report(void) {
  unsigned long total = allocation_count();
  const char *path = getenv("ALLOCATIONS");
  int file = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;
  if (file < 0) return;
  dprintf(file, "%lu\n", total);
  close(file);
}
