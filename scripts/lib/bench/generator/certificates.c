#define _GNU_SOURCE
#include "certificates.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "big_endian.h"

static const char *const roles[longest_chain] = {"leaf", "intermediate", "root"};
// What scripts/lib/bench/templates.py puts into the templates, to be found here.
static const char serial_mark[] = "PCAP";
static const char number_mark[] = "-00000000";

enum { most_templates = 64, largest_template = 8192 };

typedef struct {
  uint8_t bytes[largest_template];
  uint32_t count;
} Template;

static uint32_t read_templates(const char *folder, const char *role, Template *templates) {
  uint32_t count = 0;
  for (; count < most_templates; count++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s-%u.der", folder, role, count);
    FILE *file = fopen(path, "rb");
    if (!file) break;
    templates[count].count = (uint32_t)fread(templates[count].bytes, 1, largest_template, file);
    fclose(file);
  }
  if (!count) errx(2, "no %s-0.der in %s", role, folder);
  return count;
}

/// Writes `number` in the eight digits behind every `name` and the mark.
static void put_number(Certificate *certificate, const char *name, uint32_t number) {
  char mark[64], digits[16];
  size_t length = (size_t)snprintf(mark, sizeof mark, "%s%s", name, number_mark);
  snprintf(digits, sizeof digits, "%08u", number);
  uint8_t *at = certificate->bytes, *end = at + certificate->count;
  while ((at = memmem(at, (size_t)(end - at), mark, length))) {
    memcpy(at + length - 8, digits, 8);
    at += length;
  }
}

static Certificate certificate(const Template *from, uint32_t role, uint32_t number, uint32_t issuer) {
  Certificate made = {.bytes = malloc(from->count), .count = from->count};
  if (!made.bytes) err(2, "no memory");
  memcpy(made.bytes, from->bytes, from->count);
  uint8_t *serial = memmem(made.bytes, made.count, serial_mark, strlen(serial_mark));
  if (!serial) errx(2, "a template without the mark %s in its serial number", serial_mark);
  put32(serial + 4, role);
  put32(serial + 8, number);
  put_number(&made, roles[role], number);
  if (role + 1 < longest_chain) put_number(&made, roles[role + 1], issuer);
  return made;
}

CertificatePool certificate_pool(const char *folder, uint32_t leaves, uint32_t intermediates, uint32_t roots) {
  CertificatePool pool = {.count_of_role = {leaves, intermediates, roots}};
  static Template templates[most_templates];
  for (uint32_t role = 0; role < longest_chain; role++) {
    uint32_t template_count = read_templates(folder, roles[role], templates), count = pool.count_of_role[role];
    uint32_t issuers = role + 1 < longest_chain ? pool.count_of_role[role + 1] : 1;
    pool.of_role[role] = calloc(count, sizeof(Certificate));
    if (!pool.of_role[role]) err(2, "no memory");
    for (uint32_t i = 0; i < count; i++) {
      pool.of_role[role][i] = certificate(&templates[i % template_count], role, i, i % issuers);
    }
  }
  return pool;
}

Chain certificate_chain(const CertificatePool *pool, uint32_t leaf, uint32_t length) {
  Chain chain = {.count = length};
  for (uint32_t role = 0, number = leaf; role < length; role++) {
    number %= pool->count_of_role[role];
    chain.elements[role] = &pool->of_role[role][number];
  }
  return chain;
}

uint32_t distinct_seen(const CertificatePool *pool) {
  uint32_t count = 0;
  for (uint32_t role = 0; role < longest_chain; role++) {
    for (uint32_t i = 0; i < pool->count_of_role[role]; i++) count += pool->of_role[role][i].seen != 0;
  }
  return count;
}
