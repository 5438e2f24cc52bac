#include <stdio.h>
#include <string.h>

#include "workloads.h"

static void ask_and_answer(Run *run, uint32_t number, Endpoint client, int64_t now) {
  uint8_t message[128] = {0};
  put16(message, number);
  put16(message + 2, 0x0100);
  put16(message + 4, 1);
  int name = snprintf((char *)message + 12, 64, "%chost%05u%cexample%ctest", 9, number % 100000, 7, 4);
  uint32_t length = 12 + (uint32_t)name + 1;
  put16(message + length, 1);  // A, IN
  put16(message + length + 2, 1);
  length += 4;
  Endpoint resolver = {0x0a350001 + number % 3, 53};
  Direction there = direction(client, resolver), back = direction(resolver, client);
  write_datagram(run->writer, now, &there, message, length);
  put16(message + 2, 0x8180);
  put16(message + 6, 1);
  static const uint8_t answer[] = {0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4};
  memcpy(message + length, answer, sizeof answer);
  put32(message + length + sizeof answer, 0x0a000000 + number);
  write_datagram(run->writer, now, &back, message, length + sizeof answer + 4);
  run->counts.datagram_flows++;
}

static void append_requests(Script *script, Random *random, uint32_t number) {
  script_clear(script);
  if (number % 5 < 3) {
    static const char response[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    char request[128];
    int length = snprintf(
        request, sizeof request,
        "GET /poll?id=%08u HTTP/1.1\r\nHost: service.example.test\r\nUser-Agent: agent/1\r\n\r\n", number);
    script_bytes(script, 0, request, (uint32_t)length);
    script_bytes(script, 1, response, sizeof response - 1);
    return;
  }
  for (uint8_t side = 0; side < 2; side++) {
    uint8_t bytes[98];
    random_fill(random, bytes, sizeof bytes);
    bytes[0] |= 0x80;  // no TLS record begins so
    script_bytes(script, side, bytes, 8 + random_below(random, 90));
  }
}

void short_flows(Run *run) {
  static const uint16_t ports[] = {80, 8080, 5000, 1883, 6379};
  static Script script;
  Schedule schedule = {0};
  Random *random = &run->random;
  int64_t now = 0;
  for (uint32_t i = 0; i < run->count; i++) {
    now += random_below(random, 1000);
    schedule_run(&schedule, run->writer, now, NULL);
    Endpoint client = {0x0a000000 + (i * 2654435761u & 0x3fffff), (uint16_t)(1024 + i * 13 % 64000)};
    if (i % 3 == 0) ask_and_answer(run, i, client, now);
    append_requests(&script, random, i);
    ConnectionForm form = {
        .client = client, .server = {0x0ac80001 + random_below(random, 2000), ports[i % 5]},
        .round_trip_microseconds = 50000, .segment_size = segment_limit, .closed = 1};
    schedule_add(&schedule, connection(&script, form, random, &run->counts), now);
  }
  schedule_run(&schedule, run->writer, INT64_MAX, NULL);
}
