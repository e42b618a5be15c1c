#include "model/model_file.h"

#include "base/hash.h"
#include "model/bytes.h"

uint64_t model_file_checksum(Str bytes)
{
    assert(bytes.len >= MODEL_HEADER_BYTES);
    return hash_bytes(bytes.data + MODEL_HEADER_BYTES, bytes.len - MODEL_HEADER_BYTES, 0);
}

static DatelineStatus check_header(Str bytes, DatelineError *err)
{
    const unsigned char *header = (const unsigned char *)bytes.data;
    size_t directory_end = MODEL_HEADER_BYTES + 8 * SECTION_COUNT;
    if (bytes.len < directory_end || memcmp(bytes.data, MODEL_MAGIC, 8) != 0)
        return FAIL(err, DATELINE_ERR_DATA, 0, "not a syntax model: it does not start with %s",
                    MODEL_MAGIC);
    if (read_u32(header + 8) != SYNTAX_MODEL_VERSION || read_u32(header + 12) != SECTION_COUNT)
        return FAIL(err, DATELINE_ERR_DATA, 8,
                    "syntax model of version %u with %u sections; this program reads version %u "
                    "with %u",
                    (unsigned)read_u32(header + 8), (unsigned)read_u32(header + 12),
                    (unsigned)SYNTAX_MODEL_VERSION, (unsigned)SECTION_COUNT);
    if (read_u64(header + 16) != bytes.len)
        return FAIL(err, DATELINE_ERR_DATA, 16, "syntax model of %u bytes should have %llu",
                    (unsigned)bytes.len, (unsigned long long)read_u64(header + 16));
    if (read_u64(header + MODEL_CHECKSUM_AT) != model_file_checksum(bytes))
        return FAIL(err, DATELINE_ERR_DATA, MODEL_CHECKSUM_AT,
                    "syntax model: the checksum does not match the content");
    return DATELINE_OK;
}

DatelineStatus model_file_read(Str bytes, Str sections[SECTION_COUNT], DatelineError *err)
{
    TRY(check_header(bytes, err));
    const unsigned char *directory = (const unsigned char *)bytes.data + MODEL_HEADER_BYTES;
    for (uint32_t i = 0; i < SECTION_COUNT; i++) {
        uint32_t start = read_u32(directory + 8 * i);
        uint32_t len = read_u32(directory + 8 * i + 4);
        if (start > bytes.len || len > bytes.len - start)
            return FAIL(err, DATELINE_ERR_DATA, MODEL_HEADER_BYTES + 8 * (size_t)i,
                        "syntax model: section %u lies outside the file", (unsigned)i);
        sections[i] = (Str){bytes.data + start, len};
    }
    return DATELINE_OK;
}
