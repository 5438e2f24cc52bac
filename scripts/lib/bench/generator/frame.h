// Ethernet frames of IPv4 with TCP or UDP, with right checksums.
#pragma once
#include <stdint.h>

#include "capture_writer.h"

enum { segment_limit = 1460 };
enum { tcp_fin = 1, tcp_syn = 2, tcp_rst = 4, tcp_psh = 8, tcp_ack = 16 };

typedef struct {
  uint32_t address;
  uint16_t port;
} Endpoint;

/// One direction of a flow: all of its headers that stays the same, and the sums of that.
typedef struct {
  uint8_t header[38];
  uint32_t address_sum, port_sum;
  uint16_t identification;
} Direction;

Direction direction(Endpoint source, Endpoint destination);

/// The sum of 16-bit words of RFC 1071, to be folded by whoever uses it.
uint32_t internet_sum(const uint8_t *bytes, uint32_t count);

/// Writes a segment. `sum` is the payload's, so that a payload sent often is summed up once. A SYN gets its options.
void write_segment(
    CaptureWriter *writer, int64_t microseconds, Direction *direction, uint32_t sequence, uint32_t acknowledgment,
    uint8_t flags, const uint8_t *payload, uint32_t length, uint32_t sum);

void write_datagram(
    CaptureWriter *writer, int64_t microseconds, Direction *direction, const uint8_t *payload, uint32_t length);
