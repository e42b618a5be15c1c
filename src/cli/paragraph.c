#include "cli/paragraph.h"

#include <stdio.h>

#include "cli/table.h"
#include "text/utf8.h"

void paragraph_print_word(Str word)
{
    for (uint32_t at = 0, len; at < word.len; at += len) {
        uint32_t character = utf8_decode(word, at, &len);
        bool is_control = character == UTF8_BAD || character < 0x20 ||
                          (character >= 0x7F && character < 0xA0) ||
                          (character >= 0x200E && character <= 0x200F) ||
                          (character >= 0x202A && character <= 0x202E) ||
                          (character >= 0x2066 && character <= 0x2069);
        if (!is_control) fwrite(word.data + at, 1, len, stdout);
    }
}

void paragraph_print(uint32_t width, Str text, uint32_t indent, uint32_t before)
{
    uint32_t column = indent + before, at = 0;
    bool is_line_start = false; /* nothing printed on this line yet, not even the indent */
    bool is_first = true;
    while (at < text.len) {
        uint32_t start = at;
        while (at < text.len && text.data[at] != ' ' && text.data[at] != '\n') at++;
        Str word = {text.data + start, at - start};
        uint32_t word_width = display_width(word);
        if (is_line_start && word.len > 0) {
            printf("%*s", (int)indent, "");
            is_line_start = false;
        }
        if (column > indent && column + !is_first + word_width > width) {
            printf("\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent && !is_first) {
            putchar(' ');
            column++;
        }
        paragraph_print_word(word);
        is_first = false;
        column += word_width;
        while (at < text.len && (text.data[at] == ' ' || text.data[at] == '\n')) {
            if (text.data[at] == '\n') {
                putchar('\n');
                is_line_start = true;
                column = indent;
            }
            at++;
        }
    }
    putchar('\n');
}
