#include <stdio.h>

#include "workloads.h"

static Endpoint client(uint32_t number) {
  return (Endpoint){0x0a000000 + (number * 2654435761u & 0xffffff), (uint16_t)(1024 + number % 64000)};
}

static void make_handshake(Run *run, Script *script, uint32_t number) {
  char name[64];
  snprintf(name, sizeof name, "host%u.example.test", number);
  Chain chain = certificate_chain(&run->pool, random_below(&run->random, run->pool.count_of_role[0]), longest_chain);
  script_handshake(script, &run->random, name, (Chain){.count = 0}, chain, 0);
}

void reversed_segments(Run *run) {
  static Script script;
  Schedule schedule = {0};
  int64_t now = 0;
  for (uint32_t i = 0; i < run->count; i++) {
    now += random_below(&run->random, 20000);
    schedule_run(&schedule, run->writer, now, NULL);
    make_handshake(run, &script, i);
    ConnectionForm form = {
        .client = client(i), .server = {0xc0a80001, 7001}, .round_trip_microseconds = 1000, .segment_size = 1,
        .reversed = 1, .interleaved = i & 1, .closed = 1};
    schedule_add(&schedule, connection(&script, form, &run->random, &run->counts), now);
  }
  schedule_run(&schedule, run->writer, INT64_MAX, NULL);
}

void half_open_flows(Run *run) {
  static Script script;
  Schedule schedule = {0};
  int64_t now = 0;
  for (uint32_t i = 0; i < run->count; i++) {
    now += random_below(&run->random, 200);
    schedule_run(&schedule, run->writer, now, NULL);
    ConnectionForm form = {
        .client = client(i), .server = {0xc0a80001 + i % 1000, 7001}, .round_trip_microseconds = 1000,
        .segment_size = segment_limit, .bare = 1};
    if (i % 1000 == 500) {
      make_handshake(run, &script, i);
      form.bare = 0;
      form.closed = 1;
    } else {
      script_clear(&script);
      uint8_t bytes[] = {content_handshake, 3, 1, 2, 0, 1, 0, 1};
      if (i & 1) random_fill(&run->random, bytes, sizeof bytes);
      script_bytes(&script, 0, bytes, sizeof bytes);
    }
    schedule_add(&schedule, connection(&script, form, &run->random, &run->counts), now);
  }
  schedule_run(&schedule, run->writer, INT64_MAX, NULL);
}
