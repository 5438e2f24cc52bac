#ifndef PCAPCERT_CSHIM_H
#define PCAPCERT_CSHIM_H
#endif
