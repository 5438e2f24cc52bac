#include "frame.h"

#include <string.h>

#include "big_endian.h"

enum { ethernet = 14, ip_header = 20, tcp_header = 20, udp_header = 8 };

// Maximum segment size, SACK permitted, window scale.
static const uint8_t syn_options[] = {2, 4, 5, 0xb4, 1, 1, 4, 2, 1, 3, 3, 7};

uint32_t internet_sum(const uint8_t *bytes, uint32_t count) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i + 1 < count; i += 2) sum += (uint32_t)bytes[i] << 8 | bytes[i + 1];
  return count & 1 ? sum + ((uint32_t)bytes[count - 1] << 8) : sum;
}

static uint16_t checksum(uint32_t sum) {
  sum = (sum & 0xffff) + (sum >> 16);
  sum = (sum & 0xffff) + (sum >> 16);
  return (uint16_t)~sum;
}

Direction direction(Endpoint source, Endpoint destination) {
  Direction made = {.identification = (uint16_t)(source.port ^ source.address)};
  uint8_t *h = made.header;
  put16(h, 0x0201);
  put32(h + 2, destination.address);
  put16(h + 6, 0x0202);
  put32(h + 8, source.address);
  put16(h + 12, 0x0800);
  h[ethernet] = 0x45;
  put16(h + ethernet + 6, 0x4000);
  h[ethernet + 8] = 64;
  put32(h + ethernet + 12, source.address);
  put32(h + ethernet + 16, destination.address);
  put16(h + ethernet + ip_header, source.port);
  put16(h + ethernet + ip_header + 2, destination.port);
  made.address_sum = internet_sum(h + ethernet + 12, 8);
  made.port_sum = internet_sum(h + ethernet + ip_header, 4);
  return made;
}

/// Writes all up to the ports and returns where the rest goes.
static uint8_t *write_headers(Direction *direction, uint8_t *at, uint8_t protocol, uint32_t ip_payload) {
  uint32_t total = ip_header + ip_payload, identification = ++direction->identification;
  memcpy(at, direction->header, sizeof direction->header);
  uint8_t *ip = at + ethernet;
  put16(ip + 2, total);
  put16(ip + 4, identification);
  ip[9] = protocol;
  put16(ip + 10, checksum(0x4500 + total + identification + 0x4000 + 0x4000 + protocol + direction->address_sum));
  return at + sizeof direction->header;
}

void write_segment(
    CaptureWriter *writer, int64_t microseconds, Direction *direction, uint32_t sequence, uint32_t acknowledgment,
    uint8_t flags, const uint8_t *payload, uint32_t length, uint32_t sum) {
  uint32_t options = flags & tcp_syn ? sizeof syn_options : 0, header = tcp_header + options;
  uint8_t *frame = capture_writer_packet(writer, microseconds, ethernet + ip_header + header + length);
  uint8_t *rest = write_headers(direction, frame, 6, header + length);
  put32(rest, sequence);
  put32(rest + 4, acknowledgment);
  put16(rest + 8, header / 4 << 12 | flags);
  put16(rest + 10, 64240);
  put32(rest + 12, 0);
  if (options) memcpy(rest + 16, syn_options, options);
  if (length) memcpy(rest + 16 + options, payload, length);
  sum = (sum & 0xffff) + (sum >> 16) + direction->address_sum + direction->port_sum + 6 + header + length;
  put16(rest + 12, checksum(sum + internet_sum(rest, 12) + internet_sum(rest + 16, options)));
}

void write_datagram(
    CaptureWriter *writer, int64_t microseconds, Direction *direction, const uint8_t *payload, uint32_t length) {
  uint32_t total = udp_header + length;
  uint8_t *frame = capture_writer_packet(writer, microseconds, ethernet + ip_header + total);
  uint8_t *rest = write_headers(direction, frame, 17, total);
  put16(rest, total);
  memcpy(rest + 4, payload, length);
  uint16_t sum = checksum(
      direction->address_sum + direction->port_sum + 17 + 2 * total + (internet_sum(payload, length)));
  put16(rest + 2, sum ? sum : 0xffff);
}
