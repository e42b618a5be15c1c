/* One entry of a zip file as a stream of bytes, stored or deflated. */
#ifndef STAGES_INTAKE_ZIP_ENTRY_H
#define STAGES_INTAKE_ZIP_ENTRY_H

#include "bytes.h"
#include "zip_directory.h"

/* file must live as long as the reader; the entry's method must be one of ours. */
void zip_open_entry(ByteReader *reader, const ZipFile *file, const ZipEntry *entry, uint64_t data);

#endif
