#pragma once

/// How often malloc and its like were called in this process so far.
unsigned long allocation_count(void);
