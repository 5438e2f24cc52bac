#include "connection.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

static void plan(Connection *to, PlannedPacket packet) { to->packets[to->packet_count++] = packet; }

static void plan_control(Connection *to, uint8_t direction, uint8_t flags, uint32_t delay) {
  plan(to, (PlannedPacket){
      .delay = delay, .direction = direction, .flags = flags, .sequence = to->sequence[direction],
      .acknowledgment = flags & tcp_ack ? to->sequence[!direction] : 0});
  if (flags & (tcp_syn | tcp_fin)) to->sequence[direction]++;
}

static void swap(PlannedPacket *a, PlannedPacket *b) {
  PlannedPacket kept = *a;
  *a = *b;
  *b = kept;
}

static void put_in_reverse(PlannedPacket *packets, uint32_t count, int interleaved) {
  for (uint32_t i = 0; i < count / 2; i++) swap(&packets[i], &packets[count - 1 - i]);
  if (!interleaved) return;
  PlannedPacket *kept = malloc(count * sizeof *kept);
  if (!kept) err(2, "no memory");
  memcpy(kept, packets, count * sizeof *kept);
  uint32_t to = 0;
  for (uint32_t parity = 2; parity-- > 0;) {
    for (uint32_t from = parity; from < count; from += 2) packets[to++] = kept[from];
  }
  free(kept);
}

/// Swaps, repeats and loses of `packets`, behind which there is room for as many again. Returns how many there are
/// then; `hole` becomes the first byte of the script that was lost, where one earlier was not.
static uint32_t disturb(
    PlannedPacket *packets, uint32_t count, const ConnectionForm *form, Random *random, Counts *counts,
    uint32_t *hole) {
  uint32_t again = 0, kept = 0;
  PlannedPacket *repeated = packets + count;
  for (uint32_t i = 0; i < count; i++) {
    if (random_chance(random, form->lost)) {
      counts->lost++;
      if (packets[i].begin < *hole) *hole = packets[i].begin;
      continue;
    }
    if (random_chance(random, form->repeated)) {
      counts->repeated++;
      repeated[again++] = packets[i];
    } else if (i + 1 < count && random_chance(random, form->swapped)) {
      counts->swapped++;
      swap(&packets[i], &packets[i + 1]);
    }
    packets[kept++] = packets[i];
  }
  memmove(packets + kept, repeated, again * sizeof *packets);
  return kept + again;
}

static void plan_flight(
    Connection *to, Flight flight, const ConnectionForm *form, Random *random, Counts *counts, uint32_t *hole) {
  uint8_t side = flight.direction;
  uint32_t first = to->packet_count;
  for (uint32_t at = flight.begin; at < flight.end; at += form->segment_size) {
    uint32_t length = flight.end - at < form->segment_size ? flight.end - at : form->segment_size;
    plan(to, (PlannedPacket){
        .delay = 20, .direction = side, .flags = at + length == flight.end ? tcp_psh | tcp_ack : tcp_ack, .begin = at,
        .length = (uint16_t)length, .sequence = to->sequence[side], .acknowledgment = to->sequence[!side]});
    to->sequence[side] += length;
  }
  PlannedPacket *packets = to->packets + first;
  uint32_t count = to->packet_count - first;
  if (form->reversed) put_in_reverse(packets, count, form->interleaved);
  if (form->swapped | form->repeated | form->lost) count = disturb(packets, count, form, random, counts, &hole[side]);
  if (count) packets[0].delay = form->round_trip_microseconds;
  to->packet_count = first + count;
  if (!form->bare) plan_control(to, !side, tcp_ack, 100);
}

static void count_chains(Script *script, const uint32_t *hole, Counts *counts) {
  for (int side = 0; side < 2; side++) {
    Chain *chain = &script->chain[side];
    if (!chain->count) continue;
    counts->chains_sent++;
    counts->certificates_sent += chain->count;
    if (hole[side] < script->certificate_end[side]) continue;
    counts->chains_whole++;
    counts->certificates_whole += chain->count;
    for (uint32_t i = 0; i < chain->count; i++) chain->elements[i]->seen = 1;
  }
}

Connection *connection(Script *script, ConnectionForm form, Random *random, Counts *counts) {
  Connection *made = calloc(1, sizeof *made);
  size_t most = 16 + 3 * script->flight_count + 2 * (script->bytes.count / form.segment_size + script->flight_count);
  if (!made || !(made->packets = malloc(most * sizeof(PlannedPacket))) ||
      !(made->bytes = malloc(script->bytes.count + 1))) {
    err(2, "no memory");
  }
  memcpy(made->bytes, script->bytes.bytes, script->bytes.count);
  made->directions[0] = direction(form.client, form.server);
  made->directions[1] = direction(form.server, form.client);
  uint32_t hole[2] = {UINT32_MAX, UINT32_MAX};
  uint64_t start = random_next(random);
  made->sequence[0] = (uint32_t)start;
  made->sequence[1] = (uint32_t)(start >> 32);
  plan_control(made, 0, tcp_syn, 0);
  if (!form.bare) {
    plan_control(made, 1, tcp_syn | tcp_ack, form.round_trip_microseconds);
    plan_control(made, 0, tcp_ack, form.round_trip_microseconds);
  }
  for (uint32_t i = 0; i < script->flight_count; i++) {
    plan_flight(made, script->flights[i], &form, random, counts, hole);
  }
  if (form.closed) {
    plan_control(made, 0, tcp_fin | tcp_ack, form.round_trip_microseconds);
    plan_control(made, 1, tcp_fin | tcp_ack, form.round_trip_microseconds);
    plan_control(made, 0, tcp_ack, form.round_trip_microseconds);
  }
  counts->connections++;
  count_chains(script, hole, counts);
  return made;
}

void connection_free(Connection *connection) {
  free(connection->bytes);
  free(connection->packets);
  free(connection);
}
