// The generator's only source of chance: xoshiro256** seeded by splitmix64 (Blackman and Vigna), the same everywhere.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint64_t state[4];
} Random;

static inline uint64_t rotate_left(uint64_t value, int by) { return (value << by) | (value >> (64 - by)); }

static inline uint64_t random_next(Random *random) {
  uint64_t *s = random->state;
  uint64_t result = rotate_left(s[1] * 5, 7) * 9, t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left(s[3], 45);
  return result;
}

static inline Random random_seeded(uint64_t seed) {
  Random random;
  for (int i = 0; i < 4; i++) {
    uint64_t z = (seed += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    random.state[i] = z ^ (z >> 31);
  }
  return random;
}

/// A number from 0 to below `bound`.
static inline uint32_t random_below(Random *random, uint32_t bound) {
  return (uint32_t)(((random_next(random) >> 32) * bound) >> 32);
}

/// True in `per_million` of a million cases.
static inline int random_chance(Random *random, uint32_t per_million) {
  return random_below(random, 1000000) < per_million;
}

static inline void random_fill(Random *random, uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i += 8) {
    uint64_t word = random_next(random);
    for (size_t j = i; j < count && j < i + 8; j++, word >>= 8) bytes[j] = (uint8_t)word;
  }
}
