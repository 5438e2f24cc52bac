#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "workloads.h"

enum {
  stream_count = 60, midstream_count = 20, media_flow_count = 100, media_payload = 12 + 160,
  handshakes_per_gib = 2000, seconds_per_gib = 600,
  // Four records of this length are 45 segments, so that streams go round in a small buffer whose sums are known, and
  // a record begins at another place of its segment each time.
  record_size = 16425, records_around = 4, segments_around = record_size * records_around / segment_limit
};

typedef struct {
  Direction directions[2];
  uint32_t sequence[2];
  uint32_t next_segment;
  int is_established;
} Stream;

typedef struct {
  Direction direction;
  uint8_t payload[media_payload];
  uint32_t timestamp;
  uint16_t sequence;
} MediaFlow;

typedef struct {
  uint8_t bytes[record_size * records_around];
  uint32_t sums[segments_around];
} Records;

static void stream_established(Connection *connection) {
  Stream *stream = connection->owner;
  for (int i = 0; i < 2; i++) {
    stream->directions[i] = connection->directions[i];
    stream->sequence[i] = connection->sequence[i];
  }
  stream->is_established = 1;
}

/// Two segments of the server's, and the client's acknowledgment.
static void write_burst(Stream *stream, const Records *records, CaptureWriter *writer, int64_t now) {
  for (int i = 0; i < 2; i++) {
    uint32_t segment = stream->next_segment++ % segments_around;
    write_segment(
        writer, now, &stream->directions[1], stream->sequence[1], stream->sequence[0], tcp_ack,
        records->bytes + segment * segment_limit, segment_limit, records->sums[segment]);
    stream->sequence[1] += segment_limit;
  }
  write_segment(writer, now, &stream->directions[0], stream->sequence[0], stream->sequence[1], tcp_ack, NULL, 0, 0);
}

static void write_media(MediaFlow *flow, CaptureWriter *writer, int64_t now) {
  put16(flow->payload + 2, flow->sequence++);
  put32(flow->payload + 4, flow->timestamp += 160);
  write_datagram(writer, now, &flow->direction, flow->payload, media_payload);
}

static void fill_records(Records *records, Random *random) {
  random_fill(random, records->bytes, sizeof records->bytes);
  for (int i = 0; i < records_around; i++) {
    uint8_t *record = records->bytes + i * record_size;
    record[0] = content_data;
    put16(record + 1, 0x0303);
    put16(record + 3, record_size - 5);
  }
  for (int i = 0; i < segments_around; i++) {
    records->sums[i] = internet_sum(records->bytes + i * segment_limit, segment_limit);
  }
}

// The numbers make every connection's client address another one.
static Endpoint client(uint32_t number) {
  return (Endpoint){0x0a000000 + (number * 2654435761u & 0xfffff), (uint16_t)(1024 + number % 64000)};
}

static Endpoint server(uint32_t number) {
  static const uint16_t ports[] = {7001, 8443, 5061};
  return (Endpoint){0x0a640001 + number % 40, ports[number % 3]};
}

static Connection *mutual_handshake(Run *run, Script *script, uint32_t number, int is_long) {
  Random *random = &run->random;
  char name[64];
  snprintf(name, sizeof name, "node%u.example.test", number % 40);
  uint32_t leaves = run->pool.count_of_role[0];
  Chain server_chain = certificate_chain(&run->pool, random_below(random, leaves), 2 + (number & 1));
  Chain client_chain = certificate_chain(&run->pool, random_below(random, leaves), 2 + (number >> 1 & 1));
  script_handshake(script, random, name, client_chain, server_chain, number % 4 == 0);
  if (!is_long) {
    uint32_t records = 1 + random_below(random, 7);
    for (uint32_t i = 0; i < records; i++) script_record(script, random, i & 1, content_data, 100 + random_below(random, 1100));
    script_record(script, random, 0, content_alert, 26);
  }
  ConnectionForm form = {
      .client = client(number), .server = server(number), .round_trip_microseconds = 2000,
      .segment_size = segment_limit, .closed = !is_long};
  return connection(script, form, random, &run->counts);
}

static void begin_midstream(Stream *stream, uint32_t number, Random *random) {
  stream->directions[0] = direction(client(number), server(number));
  stream->directions[1] = direction(server(number), client(number));
  stream->sequence[0] = random_below(random, UINT32_MAX);
  stream->sequence[1] = random_below(random, UINT32_MAX);
  stream->next_segment = 1 + random_below(random, segments_around - 1);
  stream->is_established = 1;
}

void support_case(Run *run) {
  static Stream streams[stream_count];
  static MediaFlow media[media_flow_count];
  static Records records;
  static Script script;
  Schedule schedule = {0};
  CaptureWriter *writer = run->writer;
  Random *random = &run->random;
  uint64_t gib = 1 << 30, handshakes = run->size * handshakes_per_gib / gib, begun = 0;
  uint64_t duration = run->size * seconds_per_gib / 1024 * 1000000 / (gib / 1024);
  // The long streams begin early; the last handshakes have time to end.
  uint32_t handshaking = stream_count - midstream_count;
  if (handshakes < handshaking) errx(2, "w1 takes at least %u MiB", handshaking * 1024 / handshakes_per_gib + 1);

  fill_records(&records, random);
  for (uint32_t i = 0; i < midstream_count; i++) begin_midstream(&streams[i], (uint32_t)handshakes + i, random);
  for (uint32_t i = 0; i < media_flow_count; i++) {
    Endpoint ends[] = {
        {0x0ac80000 + i, (uint16_t)(10000 + 2 * random_below(random, 10000))},
        {0x0ac90000 + i, (uint16_t)(10000 + 2 * random_below(random, 10000))}};
    media[i].direction = direction(ends[i & 1], ends[!(i & 1)]);
    random_fill(random, media[i].payload, media_payload);
    put16(media[i].payload, 0x8000);
  }
  run->counts.connections += midstream_count;
  run->counts.datagram_flows += media_flow_count;

  uint64_t stream_bytes = 0, media_bytes = 0;
  uint32_t media_next = 0;
  while (writer->pcap_byte_count < run->size || begun < handshakes) {
    int64_t now = (int64_t)(writer->pcap_byte_count * seconds_per_gib / 1024 * 1000000 / (gib / 1024));
    for (; begun < handshakes; begun++) {
      int is_long = begun < handshaking;
      int64_t start = (int64_t)(is_long ? begun * (duration / 30) / handshaking : begun * (duration / 100 * 98) / handshakes);
      if (start > now) break;
      Connection *next = mutual_handshake(run, &script, (uint32_t)begun, is_long);
      if (is_long) next->owner = &streams[midstream_count + begun];
      schedule_add(&schedule, next, start);
    }
    schedule_run(&schedule, writer, now, stream_established);
    uint64_t before = writer->pcap_byte_count;
    if (media_bytes * 80 < stream_bytes * 15) {
      for (int i = 0; i < 4; i++) write_media(&media[media_next++ % media_flow_count], writer, now);
      media_bytes += writer->pcap_byte_count - before;
    } else {
      Stream *stream = &streams[random_below(random, stream_count)];
      if (!stream->is_established) continue;
      write_burst(stream, &records, writer, now);
      stream_bytes += writer->pcap_byte_count - before;
    }
  }
  schedule_run(&schedule, writer, INT64_MAX, stream_established);
}
