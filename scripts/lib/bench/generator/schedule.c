#include "schedule.h"

#include <err.h>
#include <stdlib.h>

static void sift_up(Connection **heap, uint32_t at) {
  Connection *moved = heap[at];
  for (; at && moved->due < heap[(at - 1) / 2]->due; at = (at - 1) / 2) heap[at] = heap[(at - 1) / 2];
  heap[at] = moved;
}

static void sift_down(Connection **heap, uint32_t count) {
  Connection *moved = heap[0];
  uint32_t at = 0;
  for (uint32_t child = 1; child < count; child = 2 * at + 1) {
    if (child + 1 < count && heap[child + 1]->due < heap[child]->due) child++;
    if (moved->due <= heap[child]->due) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = moved;
}

void schedule_add(Schedule *schedule, Connection *connection, int64_t microseconds) {
  if (schedule->count == schedule->capacity) {
    schedule->capacity = schedule->capacity ? 2 * schedule->capacity : 1024;
    schedule->heap = realloc(schedule->heap, schedule->capacity * sizeof *schedule->heap);
    if (!schedule->heap) err(2, "no memory");
  }
  connection->due = microseconds;
  schedule->heap[schedule->count] = connection;
  sift_up(schedule->heap, schedule->count++);
}

static void write_next(Connection *connection, CaptureWriter *writer) {
  const PlannedPacket *packet = &connection->packets[connection->next++];
  const uint8_t *payload = connection->bytes + packet->begin;
  write_segment(
      writer, connection->due, &connection->directions[packet->direction], packet->sequence, packet->acknowledgment,
      packet->flags, payload, packet->length, internet_sum(payload, packet->length));
}

void schedule_run(
    Schedule *schedule, CaptureWriter *writer, int64_t microseconds, void (*ended)(Connection *connection)) {
  while (schedule->count && schedule->heap[0]->due <= microseconds) {
    Connection *first = schedule->heap[0];
    write_next(first, writer);
    if (first->next < first->packet_count) {
      first->due += first->packets[first->next].delay;
    } else {
      schedule->heap[0] = schedule->heap[--schedule->count];
      if (first->owner) ended(first);
      connection_free(first);
      if (!schedule->count) return;
    }
    sift_down(schedule->heap, schedule->count);
  }
}
