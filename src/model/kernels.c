#include "model/kernels.h"

#include <stdbool.h>

#if defined(__x86_64__)
#include <cpuid.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif
#endif

typedef struct Level {
    Kernels kernels;
    bool (*is_supported)(void);
} Level;

static bool is_supported_always(void)
{
    return true;
}

#if defined(__x86_64__)
static bool is_supported_avx2(void)
{
    return __builtin_cpu_supports("avx2");
}

static bool is_supported_vnni(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vnni");
}

/* A process that wants tiles must ask, as they make what is saved of a thread larger. */
static bool is_supported_amx(void)
{
#if defined(__linux__)
    enum { TILES = 1 << 24, BYTE_PRODUCTS = 1 << 25, ASK = 0x1023, TILE_DATA = 18 };
    unsigned a, b, c, d;
    if (!is_supported_vnni() || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
    return (d & TILES) && (d & BYTE_PRODUCTS) && syscall(SYS_arch_prctl, ASK, TILE_DATA) == 0;
#else
    return false;
#endif
}
#endif

static const Level levels[] = {
    {{"plain", matrix_product_plain, &vector_ops_plain}, is_supported_always},
#if defined(__x86_64__)
    {{"sse2", matrix_product_sse2, &vector_ops_plain}, is_supported_always},
    {{"avx2", matrix_product_avx2, &vector_ops_avx2}, is_supported_avx2},
    {{"avx512-vnni", matrix_product_vnni, &vector_ops_avx512}, is_supported_vnni},
    {{"amx", matrix_product_amx, &vector_ops_avx512}, is_supported_amx},
#endif
};
#define LEVEL_COUNT (sizeof levels / sizeof *levels)

const Kernels *kernels_at(uint32_t index)
{
    for (uint32_t i = 0; i < LEVEL_COUNT; i++)
        if (levels[i].is_supported() && index-- == 0) return &levels[i].kernels;
    return NULL;
}

const Kernels *kernels_best(void)
{
    for (uint32_t i = LEVEL_COUNT; i-- > 1;)
        if (levels[i].is_supported()) return &levels[i].kernels;
    return &levels[0].kernels;
}

void kernels_multiply(const Kernels *kernels, const Matrix *matrix, const float *x, uint32_t count, Quantised *room,
                      float *out)
{
    kernels->vectors->quantise(x, matrix->inputs, count, room);
    kernels->product(matrix, room, out);
}
