// A TCP connection that carries a script: which segments it has, in which order, and when.
#pragma once
#include "frame.h"
#include "handshake.h"

typedef struct {
  Endpoint client, server;
  /// Between the sides' flights.
  uint32_t round_trip_microseconds;
  uint32_t segment_size;
  /// Of a million segments of longer flights, how many are swapped with the next, sent again, and not captured.
  uint32_t swapped, repeated, lost;
  /// Each flight's segments from last to first; with `interleaved`, all at odd places before those at even ones.
  int reversed, interleaved;
  /// FIN both ways at the end.
  int closed;
  /// No SYN, no acknowledgments of their own: what a half-open flow sends.
  int bare;
} ConnectionForm;

typedef struct {
  /// Behind the packet before it.
  uint32_t delay;
  uint32_t sequence, acknowledgment;
  uint32_t begin;
  uint16_t length;
  uint8_t direction, flags;
} PlannedPacket;

typedef struct Connection {
  Direction directions[2];
  /// The next sequence number of each side, when all is sent.
  uint32_t sequence[2];
  uint8_t *bytes;
  PlannedPacket *packets;
  uint32_t packet_count, next;
  int64_t due;
  /// The workload's own.
  void *owner;
} Connection;

/// What is in the capture, for the JSON beside it.
typedef struct {
  uint64_t connections, datagram_flows, lost, swapped, repeated;
  uint64_t chains_sent, certificates_sent;
  /// Where nothing is missing from the stream's begin to the Certificate message's end.
  uint64_t chains_whole, certificates_whole;
} Counts;

Connection *connection(Script *script, ConnectionForm form, Random *random, Counts *counts);
void connection_free(Connection *connection);
