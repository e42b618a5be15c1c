/*
 * The header of a WARC record: its fields, and what is wrong with them.
 *
 *     WARC/1.0                                   version
 *     WARC-Type: response                        fields[WARC_TYPE] "response"
 *     WARC-Date: 2008-04-30T20:48:25Z
 *     WARC-Record-ID: <urn:uuid:4042c21b-...>
 *     Content-Length: 693                        length 693
 *     (empty line)
 */
#ifndef STAGES_INTAKE_WARC_HEADER_H
#define STAGES_INTAKE_WARC_HEADER_H

#include "base/arena.h"
#include "faults.h"

/* suffix, name as written, may it come more than once */
#define WARC_FIELD_LIST(X)                                                                         \
    X(TYPE, "WARC-Type", false)                                                                    \
    X(RECORD_ID, "WARC-Record-ID", false)                                                          \
    X(DATE, "WARC-Date", false)                                                                    \
    X(LENGTH, "Content-Length", false)                                                             \
    X(CONTENT_TYPE, "Content-Type", false)                                                         \
    X(CONCURRENT_TO, "WARC-Concurrent-To", true)                                                   \
    X(BLOCK_DIGEST, "WARC-Block-Digest", false)                                                    \
    X(PAYLOAD_DIGEST, "WARC-Payload-Digest", false)                                                \
    X(IP_ADDRESS, "WARC-IP-Address", false)                                                        \
    X(REFERS_TO, "WARC-Refers-To", false)                                                          \
    X(REFERS_TO_URI, "WARC-Refers-To-Target-URI", false)                                           \
    X(TARGET_URI, "WARC-Target-URI", false)                                                        \
    X(TRUNCATED, "WARC-Truncated", false)                                                          \
    X(WARCINFO_ID, "WARC-Warcinfo-ID", false)                                                      \
    X(FILENAME, "WARC-Filename", false)                                                            \
    X(PROFILE, "WARC-Profile", false)                                                              \
    X(PAYLOAD_TYPE, "WARC-Identified-Payload-Type", false)                                         \
    X(SEGMENT_ORIGIN, "WARC-Segment-Origin-ID", false)                                             \
    X(SEGMENT_NUMBER, "WARC-Segment-Number", false)                                                \
    X(SEGMENT_TOTAL, "WARC-Segment-Total-Length", false)

#define WARC_FIELD(suffix, name, repeats) WARC_##suffix,
typedef enum WarcField { WARC_FIELD_LIST(WARC_FIELD) WARC_FIELD_COUNT } WarcField;
#undef WARC_FIELD

#define WARC_TYPE_LIST(X)                                                                          \
    X(WARCINFO, "warcinfo")                                                                        \
    X(RESPONSE, "response")                                                                        \
    X(RESOURCE, "resource")                                                                        \
    X(REQUEST, "request")                                                                          \
    X(METADATA, "metadata")                                                                        \
    X(REVISIT, "revisit")                                                                          \
    X(CONVERSION, "conversion")                                                                    \
    X(CONTINUATION, "continuation")

#define WARC_TYPE(suffix, name) WARC_TYPE_##suffix,
typedef enum WarcType { WARC_TYPE_LIST(WARC_TYPE) WARC_TYPE_UNKNOWN } WarcType;
#undef WARC_TYPE

typedef struct WarcHeader {
    Str fields[WARC_FIELD_COUNT]; /* trimmed and unfolded; the first of each name */
    WarcType type;
    uint64_t length;         /* UINT64_MAX: not known */
    uint64_t segment_number; /* 0: none */
    uint64_t segment_total;  /* UINT64_MAX: none */
    Str fetched;             /* the date, if it is one */
} WarcHeader;

/* header: from "WARC/" to the empty line. Reads what it can; all that the standard forbids is a
 * fault. */
void warc_read_header(Str header, Arena *arena, WarcHeader *out, Faults *faults);

#endif
