/* Where a number ends: thousands, decimals, times, dates, telephone numbers, fractions. */
#include "scan.h"

#define LONGEST_NUMBER_BYTES 40
#define LONGEST_RUN (10 * LONGEST_NUMBER_BYTES) /* a longer one is cut */

static bool is_digit(uint32_t character)
{
    return character >= '0' && character <= '9';
}

static char byte_at(const Scanner *scanner, uint32_t at)
{
    return at < scanner->end ? scanner->text.data[at] : ' ';
}

static uint32_t digit_run(const Scanner *scanner, uint32_t at)
{
    uint32_t end = at;
    while (end - at <= LONGEST_RUN && is_digit((unsigned char)byte_at(scanner, end))) end++;
    return end;
}

static uint32_t small_value(const Scanner *scanner, uint32_t start, uint32_t end)
{
    uint32_t value = 0;
    for (uint32_t i = start; i < end && i < start + 6; i++)
        value = value * 10 + (uint32_t)(scanner->text.data[i] - '0');
    return value;
}

/* Groups of digits parted by one mark: "713-853-3989", "31/12/2024". */
typedef struct DigitGroups {
    uint32_t count;
    uint32_t lens[6];
    uint32_t end;
} DigitGroups;

static DigitGroups read_groups(const Scanner *scanner, uint32_t at, char mark)
{
    DigitGroups groups = {.end = at};
    while (groups.count < COUNT(groups.lens)) {
        uint32_t end = digit_run(scanner, at);
        if (end == at || end - at > LONGEST_NUMBER_BYTES) break;
        groups.lens[groups.count++] = end - at;
        groups.end = end;
        if (byte_at(scanner, end) != mark) break;
        at = end + 1;
    }
    return groups;
}

/* "853-5984" and "3-5984" are telephone numbers. */
static bool is_local_number(DigitGroups groups)
{
    return groups.count == 2 && groups.lens[1] == 4 &&
           (groups.lens[0] == 1 || groups.lens[0] == 3 || groups.lens[0] == 5);
}

/* Telephone numbers and dates stay whole; "1969-1970" and "5-10" are parted. */
static uint32_t match_hyphened(const Scanner *scanner, uint32_t at)
{
    DigitGroups groups = read_groups(scanner, at, '-');
    return groups.count >= 3 || is_local_number(groups) ? groups.end : 0;
}

/* Dates, fractions and "713/853-5984" stay whole; "20/20" and "2024/25" are parted. */
static uint32_t match_slashed(const Scanner *scanner, uint32_t at)
{
    DigitGroups groups = read_groups(scanner, at, '/');
    if (groups.count == 3 && groups.lens[0] <= 4 && groups.lens[1] <= 2) return groups.end;
    DigitGroups local = read_groups(scanner, at + groups.lens[0] + 1, '-');
    if (groups.count == 2 && groups.lens[0] == 3 && is_local_number(local)) return local.end;
    if (groups.count != 2 || groups.lens[0] > 2 || groups.lens[1] > 2) return 0;
    uint32_t first = small_value(scanner, at, at + groups.lens[0]);
    uint32_t second = small_value(scanner, at + groups.lens[0] + 1, groups.end);
    return first <= 12 && second <= 31 ? groups.end : 0;
}

/* "7,5" with a comma for decimals, but not the references "[13,14]" and rows of numbers. */
static bool is_decimal_comma(const Scanner *scanner, uint32_t start, uint32_t at, uint32_t end)
{
    uint32_t before = scan_char_before(scanner, start);
    char after = byte_at(scanner, end);
    return end - at <= 3 && before != '[' && before != '(' && before != ',' && before != '-' &&
           strchr(",-])", after) == NULL && digit_run(scanner, start) == at;
}

/* End of ",000", ".5" or ":30" at `at`, else 0. */
static uint32_t pass_mark(const Scanner *scanner, uint32_t start, uint32_t at)
{
    char mark = byte_at(scanner, at);
    uint32_t end = digit_run(scanner, at + 1);
    uint32_t digits = end - at - 1;
    if (mark == ',')
        return digits == 3 || (digits > 0 && is_decimal_comma(scanner, start, at, end)) ? end : 0;
    if (mark == '.' || mark == ':') return digits > 0 ? end : 0;
    return 0;
}

static uint32_t match_plain(const Scanner *scanner, uint32_t at)
{
    uint32_t end = digit_run(scanner, at);
    while (end - at < LONGEST_NUMBER_BYTES) {
        uint32_t further = pass_mark(scanner, at, end);
        if (further == 0) break;
        end = further;
    }
    return end;
}

uint32_t scan_match_number(const Scanner *scanner, uint32_t at)
{
    uint32_t start = at;
    char first = byte_at(scanner, at);
    if (first == '+' && scan_is_gap(scan_char_before(scanner, at))) at++;
    if (first == '.' && scan_is_gap(scan_char_before(scanner, at))) at++;
    if (!is_digit((unsigned char)byte_at(scanner, at))) return 0;
    uint32_t end = match_hyphened(scanner, at);
    if (end == 0) end = match_slashed(scanner, at);
    if (end == 0) end = match_plain(scanner, at);
    return end - start > LONGEST_RUN ? start + LONGEST_NUMBER_BYTES : end;
}
