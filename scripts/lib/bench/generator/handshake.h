// The flights of a TLS 1.2 handshake (RFC 5246, section 7.3), ephemeral keys and signatures random.
#pragma once
#include "big_endian.h"
#include "certificates.h"
#include "random.h"

enum { content_alert = 21, content_handshake = 22, content_data = 23 };

typedef struct {
  /// 0: from the client.
  uint8_t direction;
  /// Of the script's bytes, [begin, end).
  uint32_t begin, end;
} Flight;

enum { most_flights = 16, largest_script = 32768 };

/// What both sides send, in order.
typedef struct {
  uint8_t storage[largest_script];
  Bytes bytes;
  Flight flights[most_flights];
  uint32_t flight_count;
  /// Where each side's Certificate message ends in `bytes`; 0 where it sends none.
  uint32_t certificate_end[2];
  Chain chain[2];
} Script;

/// `client` may be without elements: then it is not asked for any. `one_record`: the server's messages in one record.
void script_handshake(Script *script, Random *random, const char *name, Chain client, Chain server, int one_record);
/// One more flight: a record of random bytes.
void script_record(Script *script, Random *random, uint8_t direction, uint8_t content_type, uint32_t length);
/// One more flight: these bytes.
void script_bytes(Script *script, uint8_t direction, const void *bytes, uint32_t length);
void script_clear(Script *script);
