#ifndef PCAPCERT_CSHIM_H
#define PCAPCERT_CSHIM_H

#include <stdio.h>
#include <sys/types.h>

/// Reads up to `byteCount` bytes into `buffer`; 0 at the end, -1 on an error.
typedef ssize_t (*pcapcert_read_function)(void *_Nonnull context, char *_Nonnull buffer, size_t byteCount);

/// A FILE that gets its bytes from `read`, through `buffer`, which must outlive it. NULL when out of memory.
/// `context` is handed to `read` as it is; closing the FILE does nothing to it.
FILE *_Nullable pcapcert_open_reader(void *_Nonnull context, pcapcert_read_function _Nonnull read,
                                     char *_Nonnull buffer, size_t bufferByteCount);

/// From now on the calling thread takes no other thread's core when it is woken: it waits for one that is free, or for
/// its turn. Returns 0 where nothing was changed: the system has no such thing, or the user chose how it is scheduled.
int pcapcert_begin_giving_way(void);

/// The calling thread, for which that was not 0, is as others again.
void pcapcert_end_giving_way(void);

/// Begins to fetch the cache line at `address`, without waiting for it. An address at which nothing is does no harm.
static inline void pcapcert_prefetch(const void *_Nullable address) { __builtin_prefetch(address, 0, 2); }

#endif
