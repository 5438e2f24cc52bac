#define _GNU_SOURCE
#include "capture_writer.h"

#include <err.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { buffer_size = 1 << 20, longest_packet = 2048 };
static const uint64_t begin_seconds = 1700000000;

static void flush(CaptureWriter *writer) {
  for (uint32_t done = 0; done < writer->used;) {
    ssize_t count = write(writer->file, writer->buffer + done, writer->used - done);
    if (count < 0) err(2, "cannot write the capture");
    done += (uint32_t)count;
  }
  writer->used = 0;
}

static void write_words(CaptureWriter *writer, const uint32_t *words, uint32_t count) {
  memcpy(writer->buffer + writer->used, words, 4 * count);
  writer->used += 4 * count;
  writer->byte_count += 4 * count;
}

CaptureWriter capture_writer_open(const char *path, int is_pcapng) {
  CaptureWriter writer = {.is_pcapng = is_pcapng, .buffer = aligned_alloc(4096, buffer_size)};
  writer.file = strcmp(path, "-") ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644) : STDOUT_FILENO;
  if (writer.file < 0) err(2, "cannot write %s", path);
  if (!writer.buffer) err(2, "no memory");
  // So that a reader behind a pipe waits as rarely as can be; of no effect on a file.
  fcntl(writer.file, F_SETPIPE_SZ, buffer_size);
  if (is_pcapng) {
    const uint32_t blocks[] = {
        0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff, 28,  // Section Header Block, length not given
        1, 20, 1, 262144, 20};                                     // Interface Description Block
    write_words(&writer, blocks, sizeof blocks / 4);
  } else {
    const uint32_t header[] = {0xa1b2c3d4, 4 << 16 | 2, 0, 0, 262144, 1};
    write_words(&writer, header, sizeof header / 4);
  }
  return writer;
}

void capture_writer_close(CaptureWriter *writer) {
  flush(writer);
  if (close(writer->file)) err(2, "cannot write the capture");
  free(writer->buffer);
}

uint8_t *capture_writer_packet(CaptureWriter *writer, int64_t microseconds, uint32_t length) {
  if (writer->used + longest_packet > buffer_size) flush(writer);
  if (microseconds > writer->microseconds) writer->microseconds = microseconds;
  writer->packet_count++;
  writer->pcap_byte_count += 16 + length;
  uint64_t time = begin_seconds * 1000000 + (uint64_t)writer->microseconds;
  uint32_t padded = length;
  if (writer->is_pcapng) {
    padded = (length + 3) & ~3u;
    const uint32_t head[] = {6, 32 + padded, 0, (uint32_t)(time >> 32), (uint32_t)time, length, length};
    write_words(writer, head, 7);
  } else {
    const uint32_t head[] = {(uint32_t)(time / 1000000), (uint32_t)(time % 1000000), length, length};
    write_words(writer, head, 4);
  }
  uint8_t *at = writer->buffer + writer->used;
  writer->used += padded;
  writer->byte_count += padded;
  if (writer->is_pcapng) {
    memset(at + length, 0, padded - length);
    const uint32_t total = 32 + padded;
    write_words(writer, &total, 1);
  }
  return at;
}
