// The connections that go on at a time, each by when its next packet is due.
#pragma once
#include "connection.h"

typedef struct {
  Connection **heap;
  uint32_t count, capacity;
} Schedule;

/// Begins a connection.
void schedule_add(Schedule *schedule, Connection *connection, int64_t microseconds);

/// Writes all packets that are due by then. A connection that ended is freed, or, where it has an owner, given to
/// `ended` first.
void schedule_run(
    Schedule *schedule, CaptureWriter *writer, int64_t microseconds, void (*ended)(Connection *connection));
