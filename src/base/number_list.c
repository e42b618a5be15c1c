#include "base/number_list.h"

#include <stdlib.h>

static int compare_numbers(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

void number_list_sort_once(NumberList *numbers)
{
    if (numbers->count > 1)
        qsort(numbers->items, numbers->count, sizeof *numbers->items, compare_numbers);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < numbers->count; i++)
        if (kept == 0 || numbers->items[kept - 1] != numbers->items[i])
            numbers->items[kept++] = numbers->items[i];
    numbers->count = kept;
}

bool number_list_has(const NumberList *numbers, int64_t number)
{
    uint32_t low = 0, high = numbers->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (numbers->items[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < numbers->count && numbers->items[low] == number;
}
