#include <stdio.h>

#include "workloads.h"

void handshake_storm(Run *run) {
  static const uint16_t ports[] = {443, 8443, 7001, 5061, 9443};
  static Script script;
  Schedule schedule = {0};
  Random *random = &run->random;
  int64_t now = 0;
  for (uint32_t i = 0; i < run->count; i++) {
    now += random_below(random, 2000);
    schedule_run(&schedule, run->writer, now, NULL);
    char name[64];
    snprintf(name, sizeof name, "host%u.example.test", i % 5000);
    Chain chain = certificate_chain(&run->pool, random_below(random, run->pool.count_of_role[0]), longest_chain);
    script_handshake(&script, random, name, (Chain){.count = 0}, chain, i % 3 == 0);
    ConnectionForm form = {
        .client = {0x0a000000 + (i * 2654435761u & 0xfffff), (uint16_t)(1024 + i * 17 % 64000)},
        .server = {0xc0a80001 + random_below(random, 4000), ports[i % 5]},
        .round_trip_microseconds = 20000, .segment_size = segment_limit, .closed = 1,
        .swapped = 20000, .repeated = 10000, .lost = 2000};
    schedule_add(&schedule, connection(&script, form, random, &run->counts), now);
  }
  schedule_run(&schedule, run->writer, INT64_MAX, NULL);
}
