// generate WORKLOAD --certificates FOLDER [options] CAPTURE
//
// Writes a capture, the same bytes for the same templates, seed and options. CAPTURE `-` is standard output. See
// workloads.h for what the workloads are.
//
//   --size SIZE        of w1, in bytes or with M or G for MiB or GiB (1G)
//   --count COUNT      connections of the others (w2 60000, w3 500000, reversed 200, half-open 1000000)
//   --pcapng           instead of pcap
//   --seed SEED        (1)
//   --json FILE        write there what is in the capture
#include <err.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "workloads.h"

typedef struct {
  const char *name;
  void (*write)(Run *run);
  uint64_t count;
  uint32_t leaves, intermediates, roots;
} Workload;

static const Workload workloads[] = {
    {"w1", support_case, 0, 40, 8, 4},
    {"w2", handshake_storm, 60000, 4000, 900, 100},
    {"w3", short_flows, 500000, 1, 1, 1},
    {"reversed", reversed_segments, 200, 40, 8, 4},
    {"half-open", half_open_flows, 1000000, 40, 8, 4},
};

static const Workload *workload_named(const char *name) {
  for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++) {
    if (!strcmp(workloads[i].name, name)) return &workloads[i];
  }
  errx(64, "no such workload: %s", name);
}

static uint64_t size(const char *text) {
  char *end;
  uint64_t value = strtoull(text, &end, 10);
  if (*end == 'M') value <<= 20, end++;
  else if (*end == 'G') value <<= 30, end++;
  if (end == text || *end) errx(64, "no size: %s", text);
  return value;
}

static void write_json(const char *path, const Workload *workload, uint64_t seed, const Run *run) {
  FILE *file = fopen(path, "w");
  if (!file) err(2, "cannot write %s", path);
  const Counts *counts = &run->counts;
  fprintf(file, "{\n \"workload\": \"%s\",\n \"seed\": %" PRIu64, workload->name, seed);
  const struct {
    const char *name;
    uint64_t value;
  } values[] = {
      {"bytes", run->writer->byte_count}, {"packets", run->writer->packet_count},
      {"connections", counts->connections}, {"datagram_flows", counts->datagram_flows},
      {"segments_lost", counts->lost}, {"segments_swapped", counts->swapped},
      {"segments_repeated", counts->repeated}, {"chains_sent", counts->chains_sent},
      {"certificates_sent", counts->certificates_sent}, {"chains_whole", counts->chains_whole},
      {"certificates_whole", counts->certificates_whole}, {"certificates_distinct", distinct_seen(&run->pool)}};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    fprintf(file, ",\n \"%s\": %" PRIu64, values[i].name, values[i].value);
  }
  fprintf(file, "\n}\n");
  if (fclose(file)) err(2, "cannot write %s", path);
}

int main(int argument_count, char **arguments) {
  static const struct option options[] = {
      {"certificates", required_argument, NULL, 'c'}, {"size", required_argument, NULL, 's'},
      {"count", required_argument, NULL, 'n'},        {"pcapng", no_argument, NULL, 'p'},
      {"seed", required_argument, NULL, 'r'},         {"json", required_argument, NULL, 'j'},
      {NULL, 0, NULL, 0}};
  const char *certificates = NULL, *json = NULL;
  uint64_t seed = 1, count = 0, byte_count = 1 << 30;
  int is_pcapng = 0;
  for (int option; (option = getopt_long(argument_count, arguments, "", options, NULL)) != -1;) {
    switch (option) {
    case 'c': certificates = optarg; break;
    case 's': byte_count = size(optarg); break;
    case 'n': count = strtoull(optarg, NULL, 10); break;
    case 'p': is_pcapng = 1; break;
    case 'r': seed = strtoull(optarg, NULL, 10); break;
    case 'j': json = optarg; break;
    default: return 64;
    }
  }
  if (argument_count - optind != 2 || !certificates) {
    errx(64, "usage: generate WORKLOAD --certificates FOLDER [--size SIZE] [--count COUNT] [--pcapng] [--seed SEED] "
             "[--json FILE] CAPTURE");
  }
  const Workload *workload = workload_named(arguments[optind]);
  CaptureWriter writer = capture_writer_open(arguments[optind + 1], is_pcapng);
  Run run = {
      .writer = &writer, .random = random_seeded(seed), .size = byte_count,
      .count = count ? count : workload->count,
      .pool = certificate_pool(certificates, workload->leaves, workload->intermediates, workload->roots)};
  workload->write(&run);
  capture_writer_close(&writer);
  if (json) write_json(json, workload, seed, &run);
  return 0;
}
