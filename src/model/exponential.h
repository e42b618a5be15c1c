/* One number's exp, the same on every machine. */
#ifndef MODEL_EXPONENTIAL_H
#define MODEL_EXPONENTIAL_H

#include <stdint.h>
#include <string.h>

/* e to the power of x, which is 0 or less, within a few units in the last place. */
static inline float exponential_of(float x)
{
    const float rounder = 12582912.0f; /* added to a float, its low bits are the nearest whole number */
    if (!(x >= -80)) return 0;
    float whole = (x * 1.44269504f + rounder) - rounder; /* to the nearest whole power of 2 */
    float rest = (x - whole * 0.693359375f) + whole * 2.12194440e-4f;
    float value = rest * 0.00139819994f + 0.00833345205f;
    value = value * rest + 0.0416657962f;
    value = value * rest + 0.166666657f;
    value = value * rest + 0.5f;
    value = (value * rest + 1.0f) * rest + 1.0f;
    uint32_t bits = (uint32_t)((int32_t)whole + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return value * power;
}

#endif
