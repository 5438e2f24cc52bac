// What there is to generate. Each writes one whole capture, up to the size or count that is asked for.
#pragma once
#include "schedule.h"

typedef struct {
  CaptureWriter *writer;
  Random random;
  CertificatePool pool;
  Counts counts;
  /// Of the capture in bytes (w1), and how many connections (the others).
  uint64_t size, count;
} Run;

/// w1, a support case: 80 % of the bytes in long TLS streams, 15 % in media over UDP; 2,000 mutual handshakes a GiB.
void support_case(Run *run);
/// w2, a handshake storm: short connections with chains of three, segments swapped, sent again and lost.
void handshake_storm(Run *run);
/// w3: short flows of HTTP and other things that are not TLS, and DNS.
void short_flows(Run *run);
/// Handshakes whose flights come as 1-byte segments, the last first; in every second, each other byte is left for later.
void reversed_segments(Run *run);
/// Flows of a SYN and a few bytes, in every second the begin of a TLS record; a whole handshake among each thousand.
void half_open_flows(Run *run);
