#include "numeric_order.h"

#include "text/date_parse.h"

/* Countries whose English-language press writes the day first. */
static bool is_day_first_address(Str url)
{
    static const Str endings[] = {STR_INIT(".uk/"), STR_INIT(".au/"), STR_INIT(".ie/"),
                                  STR_INIT(".nz/"), STR_INIT(".in/"), STR_INIT(".za/"),
                                  STR_INIT(".pk/"), STR_INIT(".bd/"), STR_INIT(".ng/"),
                                  STR_INIT(".ke/"), STR_INIT(".sg/"), STR_INIT(".my/")};
    for (size_t i = 0; i < COUNT(endings); i++)
        if (str_find(url, endings[i], 0) != STR_NOT_FOUND) return true;
    return false;
}

/* The start of the one or two digits that end before `stroke`; STR_NOT_FOUND if they are not that. */
static uint32_t figures_before(Str text, uint32_t stroke)
{
    uint32_t start = stroke;
    while (start > 0 && stroke - start < 3 && ascii_is_digit(text.data[start - 1])) start--;
    bool is_other = start == stroke || stroke - start > 2 ||
                    (start > 0 && (text.data[start - 1] == '/' || text.data[start - 1] == '-'));
    return is_other ? STR_NOT_FOUND : start;
}

static NumericOrder order_told_at(Str text, uint32_t stroke)
{
    uint32_t start = figures_before(text, stroke);
    WrittenDate date;
    if (start == STR_NOT_FOUND || !date_parse(text, start, &date)) return ORDER_UNKNOWN;
    if (date.is_swappable || date.has_month_name || date.day == 0 || date.day == date.month)
        return ORDER_UNKNOWN;
    return date.is_month_first ? ORDER_MONTH_FIRST : ORDER_DAY_FIRST;
}

NumericOrder numeric_order_of(const Document *doc)
{
    for (uint32_t at = 0;;) {
        uint32_t stroke = str_find(doc->text, STR("/"), at);
        if (stroke == STR_NOT_FOUND) break;
        NumericOrder order = order_told_at(doc->text, stroke);
        if (order != ORDER_UNKNOWN) return order;
        at = stroke + 1;
    }
    return is_day_first_address(doc->meta.url) ? ORDER_DAY_FIRST : ORDER_UNKNOWN;
}
