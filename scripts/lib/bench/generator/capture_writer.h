// Writes pcap or pcapng, Ethernet, microseconds, in large pieces.
#pragma once
#include <stdint.h>

typedef struct {
  int file;
  int is_pcapng;
  uint8_t *buffer;
  uint32_t used;
  uint64_t byte_count, packet_count;
  /// What `byte_count` is in pcap: a workload that goes by it is the same packets in pcapng.
  uint64_t pcap_byte_count;
  /// Of the last packet, since the capture's begin; a packet is never earlier than the one before it.
  int64_t microseconds;
} CaptureWriter;

CaptureWriter capture_writer_open(const char *path, int is_pcapng);
void capture_writer_close(CaptureWriter *writer);

/// Begins a packet of `length` bytes and returns where they have to be put, before the next call of anything here.
uint8_t *capture_writer_packet(CaptureWriter *writer, int64_t microseconds, uint32_t length);
