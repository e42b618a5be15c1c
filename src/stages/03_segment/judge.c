#include "judge.h"

#include <stdlib.h>

#include "base/hash.h"
#include "model/bytes.h"

#define MAGIC "DLSPLIT"
#define VERSION 1u
#define HEADER_BYTES 24u
#define MOST_BITS 16u
#define MOST_BIAS 16384
#define MOST_OUT 4096
#define MOST_OFFSET (1 << 29)
#define NET_HEAD_BYTES (4 + 4 * JUDGE_WIDTH)

static int16_t read_i16(const unsigned char *bytes)
{
    return (int16_t)(uint16_t)(bytes[0] | bytes[1] << 8);
}

/* Within these no sum and no answer can overflow. */
static bool is_bounded(const JudgeNet *net)
{
    for (uint32_t i = 0; i < JUDGE_WIDTH; i++)
        if (abs(net->bias[i]) > MOST_BIAS || abs(net->out[i]) > MOST_OUT) return false;
    return net->offset > -MOST_OFFSET && net->offset < MOST_OFFSET;
}

static void read_net(const unsigned char *bytes, JudgeNet *net)
{
    net->offset = (int32_t)read_u32(bytes);
    for (uint32_t i = 0; i < JUDGE_WIDTH; i++) {
        net->bias[i] = read_i16(bytes + 4 + 2 * i);
        net->out[i] = read_i16(bytes + 4 + 2 * JUDGE_WIDTH + 2 * i);
    }
    net->rows = (const int8_t *)bytes + NET_HEAD_BYTES;
}

static DatelineStatus check_header(Str bytes, DatelineError *err)
{
    const unsigned char *header = (const unsigned char *)bytes.data;
    if (bytes.len < HEADER_BYTES || memcmp(header, MAGIC, sizeof MAGIC) != 0)
        return FAIL(err, DATELINE_ERR_DATA, 0, JUDGE_FILE ": does not start with " MAGIC);
    uint32_t version = read_u32(header + 8), bits = read_u32(header + 12);
    if (version != VERSION)
        return FAIL(err, DATELINE_ERR_DATA, 8, JUDGE_FILE ": version %u; this program reads %u",
                    (unsigned)version, VERSION);
    size_t want = bits > MOST_BITS ? 0
                                   : HEADER_BYTES + 2 * (NET_HEAD_BYTES +
                                                         ((size_t)JUDGE_WIDTH << bits));
    if (bytes.len != want)
        return FAIL(err, DATELINE_ERR_DATA, 12,
                    JUDGE_FILE ": %u bytes, where 2^%u rows take %zu", (unsigned)bytes.len,
                    (unsigned)bits, want);
    if (read_u64(header + 16) != hash_bytes(header + HEADER_BYTES, bytes.len - HEADER_BYTES, 0))
        return FAIL(err, DATELINE_ERR_DATA, 16, JUDGE_FILE ": the checksum does not match");
    return DATELINE_OK;
}

DatelineStatus judge_read(Str bytes, Judge *out, DatelineError *err)
{
    TRY(check_header(bytes, err));
    const unsigned char *at = (const unsigned char *)bytes.data + HEADER_BYTES;
    out->bits = read_u32((const unsigned char *)bytes.data + 12);
    read_net(at, &out->ends);
    read_net(at + NET_HEAD_BYTES + ((size_t)JUDGE_WIDTH << out->bits), &out->words);
    if (!is_bounded(&out->ends) || !is_bounded(&out->words))
        return FAIL(err, DATELINE_ERR_DATA, HEADER_BYTES, JUDGE_FILE ": a weight is out of bounds");
    return DATELINE_OK;
}

int32_t judge_ask(const Judge *judge, const JudgeNet *net, const Cues *cues)
{
    int16_t sums[JUDGE_WIDTH]; /* MOST_CUES rows of bytes cannot overflow it */
    memcpy(sums, net->bias, sizeof sums);
    uint32_t mask = (1u << judge->bits) - 1;
    for (uint32_t i = 0; i < cues->count; i++) {
        const int8_t *row = net->rows + (size_t)(cues->values[i] & mask) * JUDGE_WIDTH;
        for (uint32_t k = 0; k < JUDGE_WIDTH; k++) sums[k] = (int16_t)(sums[k] + row[k]);
    }
    int32_t answer = net->offset;
    for (uint32_t k = 0; k < JUDGE_WIDTH; k++)
        if (sums[k] > 0) answer += sums[k] * net->out[k];
    return answer;
}
