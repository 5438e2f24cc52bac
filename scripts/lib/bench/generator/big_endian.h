// Numbers in network order, and an appending writer of them.
#pragma once
#include <stdint.h>
#include <string.h>

static inline void put16(uint8_t *at, uint32_t value) {
  at[0] = (uint8_t)(value >> 8);
  at[1] = (uint8_t)value;
}

static inline void put24(uint8_t *at, uint32_t value) {
  at[0] = (uint8_t)(value >> 16);
  put16(at + 1, value);
}

static inline void put32(uint8_t *at, uint32_t value) {
  put16(at, value >> 16);
  put16(at + 2, value);
}

/// Bytes that are appended to a buffer whose owner knows it to be long enough.
typedef struct {
  uint8_t *bytes;
  size_t count;
} Bytes;

static inline void append(Bytes *to, const void *bytes, size_t count) {
  memcpy(to->bytes + to->count, bytes, count);
  to->count += count;
}

static inline void append8(Bytes *to, uint32_t value) { to->bytes[to->count++] = (uint8_t)value; }

static inline void append16(Bytes *to, uint32_t value) {
  put16(to->bytes + to->count, value);
  to->count += 2;
}

static inline void append24(Bytes *to, uint32_t value) {
  put24(to->bytes + to->count, value);
  to->count += 3;
}
