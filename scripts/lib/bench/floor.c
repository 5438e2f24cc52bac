// floor CAPTURE
//
// Reads all packets with libpcap and does nothing with them: what no program on libpcap can go below. `-` is standard
// input. The buffer is what pcapcert's would be at best: 256 KiB nearly halves the time of stdio's 4 KiB.
#include <err.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { buffer_size = 256 << 10 };

int main(int argument_count, char **arguments) {
  if (argument_count != 2) errx(64, "usage: floor CAPTURE");
  FILE *file = strcmp(arguments[1], "-") ? fopen(arguments[1], "rb") : stdin;
  if (!file) err(2, "cannot read %s", arguments[1]);
  if (setvbuf(file, malloc(buffer_size), _IOFBF, buffer_size)) errx(2, "no buffer");
  char error[PCAP_ERRBUF_SIZE];
  pcap_t *capture = pcap_fopen_offline(file, error);
  if (!capture) errx(2, "%s", error);
  struct pcap_pkthdr *header;
  const u_char *bytes;
  unsigned long long packets = 0, byte_count = 0;
  int status;
  while ((status = pcap_next_ex(capture, &header, &bytes)) == 1) {
    packets++;
    byte_count += header->caplen;
  }
  if (status == PCAP_ERROR) errx(2, "%s", pcap_geterr(capture));
  printf("%llu packets, %llu bytes\n", packets, byte_count);
  pcap_close(capture);
  return 0;
}
