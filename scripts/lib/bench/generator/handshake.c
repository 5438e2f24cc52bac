#include "handshake.h"

#include <err.h>
#include <string.h>

enum {
  client_hello = 1, server_hello = 2, certificate = 11, server_key_exchange = 12, certificate_request = 13,
  server_hello_done = 14, certificate_verify = 15, client_key_exchange = 16
};

static const uint8_t cipher_suites[] = {
    0xc0, 0x2c, 0xc0, 0x30, 0xcc, 0xa9, 0xcc, 0xa8, 0xc0, 0x2b, 0xc0, 0x2f, 0xc0, 0x24, 0xc0, 0x28,
    0xc0, 0x23, 0xc0, 0x27, 0xc0, 0x0a, 0xc0, 0x14, 0x00, 0x9d, 0x00, 0x9c, 0x00, 0x3d, 0x00, 0x3c};
static const uint8_t signature_algorithms[] = {0x04, 0x03, 0x05, 0x03, 0x08, 0x04, 0x08, 0x05, 0x04, 0x01, 0x05, 0x01};
static const uint8_t groups[] = {0x00, 0x1d, 0x00, 0x17, 0x00, 0x18};

static void append_random(Bytes *to, Random *random, uint32_t count) {
  random_fill(random, to->bytes + to->count, count);
  to->count += count;
}

// A length that is known only behind what it counts: its place is kept, and filled in by `end`.
static size_t begin(Bytes *to, uint32_t size) {
  to->count += size;
  return to->count;
}

static void end(Bytes *to, size_t from, uint32_t size) {
  uint32_t length = (uint32_t)(to->count - from);
  uint8_t *at = to->bytes + from - size;
  if (size == 3) put24(at, length);
  else if (size == 2) put16(at, length);
  else at[0] = (uint8_t)length;
}

static size_t begin_record(Bytes *to, uint8_t content_type, uint32_t version) {
  append8(to, content_type);
  append16(to, version);
  return begin(to, 2);
}

static size_t begin_message(Bytes *to, uint8_t type) {
  append8(to, type);
  return begin(to, 3);
}

static void append_extension(Bytes *to, uint32_t type, const uint8_t *list, uint32_t count) {
  append16(to, type);
  append16(to, count + 2);
  append16(to, count);
  append(to, list, count);
}

static void append_client_hello(Bytes *to, Random *random, const char *name) {
  size_t message = begin_message(to, client_hello);
  append16(to, 0x0303);
  append_random(to, random, 32);
  append8(to, 32);
  append_random(to, random, 32);
  append16(to, sizeof cipher_suites);
  append(to, cipher_suites, sizeof cipher_suites);
  append16(to, 0x0100);  // one compression method: null
  size_t extensions = begin(to, 2);
  append16(to, 0);  // server_name
  size_t extension = begin(to, 2), names = begin(to, 2);
  append8(to, 0);
  append16(to, (uint32_t)strlen(name));
  append(to, name, strlen(name));
  end(to, names, 2);
  end(to, extension, 2);
  append_extension(to, 10, groups, sizeof groups);
  append_extension(to, 13, signature_algorithms, sizeof signature_algorithms);
  end(to, extensions, 2);
  end(to, message, 3);
}

static void append_server_hello(Bytes *to, Random *random) {
  size_t message = begin_message(to, server_hello);
  append16(to, 0x0303);
  append_random(to, random, 32);
  append8(to, 32);
  append_random(to, random, 32);
  append16(to, 0xc030);
  append8(to, 0);
  size_t extensions = begin(to, 2);
  append16(to, 0xff01);  // renegotiation_info, empty
  append16(to, 1);
  append8(to, 0);
  end(to, extensions, 2);
  end(to, message, 3);
}

static void append_certificate(Bytes *to, Chain chain) {
  size_t message = begin_message(to, certificate), list = begin(to, 3);
  for (uint32_t i = 0; i < chain.count; i++) {
    append24(to, chain.elements[i]->count);
    append(to, chain.elements[i]->bytes, chain.elements[i]->count);
  }
  end(to, list, 3);
  end(to, message, 3);
}

static void append_signature(Bytes *to, Random *random) {
  append16(to, 0x0401);
  append16(to, 256);
  append_random(to, random, 256);
}

static void append_server_key_exchange(Bytes *to, Random *random) {
  size_t message = begin_message(to, server_key_exchange);
  append8(to, 3);  // a named curve, secp256r1
  append16(to, 23);
  append8(to, 65);
  append8(to, 4);
  append_random(to, random, 64);
  append_signature(to, random);
  end(to, message, 3);
}

static void append_certificate_request(Bytes *to) {
  size_t message = begin_message(to, certificate_request);
  append8(to, 2);
  append16(to, 0x0140);  // rsa_sign, ecdsa_sign
  append16(to, sizeof signature_algorithms);
  append(to, signature_algorithms, sizeof signature_algorithms);
  append16(to, 0);
  end(to, message, 3);
}

static void begin_flight(Script *script, uint8_t direction) {
  if (script->flight_count == most_flights) errx(2, "too many flights");
  script->flights[script->flight_count] = (Flight){.direction = direction, .begin = (uint32_t)script->bytes.count};
}

static void end_flight(Script *script) {
  if (script->bytes.count > largest_script) errx(2, "a script is too long");
  script->flights[script->flight_count++].end = (uint32_t)script->bytes.count;
}

static void append_finished(Bytes *to, Random *random) {
  size_t record = begin_record(to, 20, 0x0303);
  append8(to, 1);
  end(to, record, 2);
  record = begin_record(to, content_handshake, 0x0303);
  append_random(to, random, 40);
  end(to, record, 2);
}

/// Ends the record of the message before, and begins the next one's, unless all go into one.
static size_t next_record(Bytes *to, size_t record, int one_record) {
  if (one_record) return record;
  end(to, record, 2);
  return begin_record(to, content_handshake, 0x0303);
}

void script_clear(Script *script) {
  script->bytes = (Bytes){script->storage, 0};
  script->flight_count = 0;
  for (int i = 0; i < 2; i++) {
    script->certificate_end[i] = 0;
    script->chain[i].count = 0;
  }
}

void script_handshake(Script *script, Random *random, const char *name, Chain client, Chain server, int one_record) {
  script_clear(script);
  Bytes *to = &script->bytes;
  script->chain[0] = client;
  script->chain[1] = server;

  begin_flight(script, 0);
  size_t record = begin_record(to, content_handshake, 0x0301);
  append_client_hello(to, random, name);
  end(to, record, 2);
  end_flight(script);

  begin_flight(script, 1);
  record = begin_record(to, content_handshake, 0x0303);
  append_server_hello(to, random);
  record = next_record(to, record, one_record);
  append_certificate(to, server);
  script->certificate_end[1] = (uint32_t)to->count;
  record = next_record(to, record, one_record);
  append_server_key_exchange(to, random);
  if (client.count) {
    record = next_record(to, record, one_record);
    append_certificate_request(to);
  }
  record = next_record(to, record, one_record);
  end(to, begin_message(to, server_hello_done), 3);
  end(to, record, 2);
  end_flight(script);

  begin_flight(script, 0);
  record = begin_record(to, content_handshake, 0x0303);
  if (client.count) {
    append_certificate(to, client);
    script->certificate_end[0] = (uint32_t)to->count;
    record = next_record(to, record, 0);
  }
  size_t message = begin_message(to, client_key_exchange);
  append8(to, 65);
  append8(to, 4);
  append_random(to, random, 64);
  end(to, message, 3);
  if (client.count) {
    record = next_record(to, record, 0);
    message = begin_message(to, certificate_verify);
    append_signature(to, random);
    end(to, message, 3);
  }
  end(to, record, 2);
  append_finished(to, random);
  end_flight(script);

  begin_flight(script, 1);
  append_finished(to, random);
  end_flight(script);
}

void script_record(Script *script, Random *random, uint8_t direction, uint8_t content_type, uint32_t length) {
  begin_flight(script, direction);
  size_t record = begin_record(&script->bytes, content_type, 0x0303);
  append_random(&script->bytes, random, length);
  end(&script->bytes, record, 2);
  end_flight(script);
}

void script_bytes(Script *script, uint8_t direction, const void *bytes, uint32_t length) {
  begin_flight(script, direction);
  append(&script->bytes, bytes, length);
  end_flight(script);
}
