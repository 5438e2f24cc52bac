// A pool of certificates: templates made by openssl, with serial number and names put in place. Each parses and carries
// a real key; its signature is another certificate's.
#pragma once
#include <stdint.h>

enum { longest_chain = 3 };

typedef struct {
  uint8_t *bytes;
  uint32_t count;
  /// Whether it has been wholly in the capture; what is counted as distinct.
  int seen;
} Certificate;

typedef struct {
  /// By the templates' names: leaves, intermediates, roots.
  Certificate *of_role[longest_chain];
  uint32_t count_of_role[longest_chain];
} CertificatePool;

typedef struct {
  Certificate *elements[longest_chain];
  uint32_t count;
} Chain;

CertificatePool certificate_pool(const char *folder, uint32_t leaves, uint32_t intermediates, uint32_t roots);
Chain certificate_chain(const CertificatePool *pool, uint32_t leaf, uint32_t length);
uint32_t distinct_seen(const CertificatePool *pool);
