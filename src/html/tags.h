/* The elements the parser and its callers know by name. */
#ifndef HTML_TAGS_H
#define HTML_TAGS_H

#include "base/str.h"

/* name, flags (see HtmlTagFlag) */
#define HTML_TAG_LIST(X)                                                                           \
    X(a, FORMATTING)                                                                               \
    X(abbr, PLAIN)                                                                                 \
    X(address, BLOCK | SPECIAL)                                                                    \
    X(applet, SPECIAL | SCOPE)                                                                     \
    X(area, VOID | SPECIAL)                                                                        \
    X(article, BLOCK | SPECIAL)                                                                    \
    X(aside, BLOCK | SPECIAL)                                                                      \
    X(audio, PLAIN)                                                                                \
    X(b, FORMATTING)                                                                               \
    X(base, VOID | SPECIAL | HEAD)                                                                 \
    X(basefont, VOID | SPECIAL | HEAD)                                                             \
    X(bdi, PLAIN)                                                                                  \
    X(bdo, PLAIN)                                                                                  \
    X(bgsound, VOID | SPECIAL | HEAD)                                                              \
    X(big, FORMATTING)                                                                             \
    X(blockquote, BLOCK | SPECIAL)                                                                 \
    X(body, SPECIAL)                                                                               \
    X(br, VOID | SPECIAL)                                                                          \
    X(button, SPECIAL)                                                                             \
    X(canvas, PLAIN)                                                                               \
    X(caption, SPECIAL | SCOPE | TABLE_PART)                                                       \
    X(center, BLOCK | SPECIAL)                                                                     \
    X(cite, PLAIN)                                                                                 \
    X(code, FORMATTING)                                                                            \
    X(col, VOID | SPECIAL | TABLE_PART)                                                            \
    X(colgroup, SPECIAL | TABLE_PART)                                                              \
    X(data, PLAIN)                                                                                 \
    X(datalist, PLAIN)                                                                             \
    X(dd, BLOCK | SPECIAL | IMPLIED_END)                                                           \
    X(del, PLAIN)                                                                                  \
    X(desc, PLAIN)                                                                                 \
    X(details, BLOCK | SPECIAL)                                                                    \
    X(dfn, PLAIN)                                                                                  \
    X(dialog, BLOCK)                                                                               \
    X(dir, BLOCK | SPECIAL)                                                                        \
    X(div, BLOCK | SPECIAL)                                                                        \
    X(dl, BLOCK | SPECIAL)                                                                         \
    X(dt, BLOCK | SPECIAL | IMPLIED_END)                                                           \
    X(em, FORMATTING)                                                                              \
    X(embed, VOID | SPECIAL)                                                                       \
    X(fieldset, BLOCK | SPECIAL)                                                                   \
    X(figcaption, BLOCK | SPECIAL)                                                                 \
    X(figure, BLOCK | SPECIAL)                                                                     \
    X(font, FORMATTING)                                                                            \
    X(footer, BLOCK | SPECIAL)                                                                     \
    X(foreignobject, PLAIN)                                                                        \
    X(form, BLOCK | SPECIAL)                                                                       \
    X(frame, VOID | SPECIAL)                                                                       \
    X(frameset, SPECIAL)                                                                           \
    X(h1, BLOCK | SPECIAL | HEADING)                                                               \
    X(h2, BLOCK | SPECIAL | HEADING)                                                               \
    X(h3, BLOCK | SPECIAL | HEADING)                                                               \
    X(h4, BLOCK | SPECIAL | HEADING)                                                               \
    X(h5, BLOCK | SPECIAL | HEADING)                                                               \
    X(h6, BLOCK | SPECIAL | HEADING)                                                               \
    X(head, SPECIAL)                                                                               \
    X(header, BLOCK | SPECIAL)                                                                     \
    X(hgroup, BLOCK | SPECIAL)                                                                     \
    X(hr, VOID | BLOCK | SPECIAL)                                                                  \
    X(html, SPECIAL | SCOPE)                                                                       \
    X(i, FORMATTING)                                                                               \
    X(iframe, SPECIAL | RAWTEXT)                                                                   \
    X(image, PLAIN)                                                                                \
    X(img, VOID | SPECIAL)                                                                         \
    X(input, VOID | SPECIAL)                                                                       \
    X(ins, PLAIN)                                                                                  \
    X(kbd, PLAIN)                                                                                  \
    X(keygen, VOID | SPECIAL)                                                                      \
    X(label, PLAIN)                                                                                \
    X(legend, PLAIN)                                                                               \
    X(li, BLOCK | SPECIAL | IMPLIED_END)                                                           \
    X(link, VOID | SPECIAL | HEAD)                                                                 \
    X(listing, BLOCK | SPECIAL)                                                                    \
    X(main, BLOCK | SPECIAL)                                                                       \
    X(malignmark, PLAIN)                                                                           \
    X(map, PLAIN)                                                                                  \
    X(mark, PLAIN)                                                                                 \
    X(marquee, SPECIAL | SCOPE)                                                                    \
    X(math, PLAIN)                                                                                 \
    X(menu, BLOCK | SPECIAL)                                                                       \
    X(menuitem, PLAIN)                                                                             \
    X(meta, VOID | SPECIAL | HEAD)                                                                 \
    X(meter, PLAIN)                                                                                \
    X(mglyph, PLAIN)                                                                               \
    X(mi, PLAIN)                                                                                   \
    X(mn, PLAIN)                                                                                   \
    X(mo, PLAIN)                                                                                   \
    X(ms, PLAIN)                                                                                   \
    X(mtext, PLAIN)                                                                                \
    X(nav, BLOCK | SPECIAL)                                                                        \
    X(nobr, FORMATTING)                                                                            \
    X(noembed, SPECIAL | RAWTEXT)                                                                  \
    X(noframes, SPECIAL | RAWTEXT | HEAD)                                                          \
    X(noscript, SPECIAL | HEAD)                                                                    \
    X(object, SPECIAL | SCOPE)                                                                     \
    X(ol, BLOCK | SPECIAL)                                                                         \
    X(optgroup, IMPLIED_END)                                                                       \
    X(option, IMPLIED_END)                                                                         \
    X(output, PLAIN)                                                                               \
    X(p, BLOCK | SPECIAL | IMPLIED_END)                                                            \
    X(param, VOID | SPECIAL)                                                                       \
    X(picture, PLAIN)                                                                              \
    X(plaintext, BLOCK | SPECIAL)                                                                  \
    X(pre, BLOCK | SPECIAL)                                                                        \
    X(progress, PLAIN)                                                                             \
    X(q, PLAIN)                                                                                    \
    X(rb, IMPLIED_END)                                                                             \
    X(rp, IMPLIED_END)                                                                             \
    X(rt, IMPLIED_END)                                                                             \
    X(rtc, IMPLIED_END)                                                                            \
    X(ruby, PLAIN)                                                                                 \
    X(s, FORMATTING)                                                                               \
    X(samp, PLAIN)                                                                                 \
    X(script, SPECIAL | HEAD)                                                                      \
    X(search, BLOCK | SPECIAL)                                                                     \
    X(section, BLOCK | SPECIAL)                                                                    \
    X(select, SPECIAL | SCOPE)                                                                     \
    X(slot, PLAIN)                                                                                 \
    X(small, FORMATTING)                                                                           \
    X(source, VOID | SPECIAL)                                                                      \
    X(span, PLAIN)                                                                                 \
    X(strike, FORMATTING)                                                                          \
    X(strong, FORMATTING)                                                                          \
    X(style, SPECIAL | HEAD | RAWTEXT)                                                             \
    X(sub, PLAIN)                                                                                  \
    X(summary, BLOCK | SPECIAL)                                                                    \
    X(sup, PLAIN)                                                                                  \
    X(svg, PLAIN)                                                                                  \
    X(table, BLOCK | SPECIAL | SCOPE)                                                              \
    X(tbody, SPECIAL | TABLE_PART)                                                                 \
    X(td, SPECIAL | SCOPE | TABLE_PART)                                                            \
    X(template, SPECIAL | SCOPE | HEAD)                                                            \
    X(textarea, SPECIAL | RCDATA)                                                                  \
    X(tfoot, SPECIAL | TABLE_PART)                                                                 \
    X(th, SPECIAL | SCOPE | TABLE_PART)                                                            \
    X(thead, SPECIAL | TABLE_PART)                                                                 \
    X(time, PLAIN)                                                                                 \
    X(title, SPECIAL | HEAD | RCDATA)                                                              \
    X(tr, SPECIAL | TABLE_PART)                                                                    \
    X(track, VOID | SPECIAL)                                                                       \
    X(tt, FORMATTING)                                                                              \
    X(u, FORMATTING)                                                                               \
    X(ul, BLOCK | SPECIAL)                                                                         \
    X(var, PLAIN)                                                                                  \
    X(video, PLAIN)                                                                                \
    X(wbr, VOID | SPECIAL)                                                                         \
    X(xmp, BLOCK | SPECIAL | RAWTEXT)

#define HTML_TAG_ENUM(name, flags) HTML_TAG_##name,
typedef enum HtmlTag { HTML_TAG_UNKNOWN, HTML_TAG_LIST(HTML_TAG_ENUM) HTML_TAG_COUNT } HtmlTag;
#undef HTML_TAG_ENUM

typedef enum HtmlTagFlag {
    HTML_TAG_IS_PLAIN = 0,
    HTML_TAG_IS_VOID = 1 << 0,        /* has no content and no end tag */
    HTML_TAG_IS_BLOCK = 1 << 1,       /* starts a paragraph of its own: closes an open p */
    HTML_TAG_IS_SPECIAL = 1 << 2,     /* the standard's "special": stops a search for an end tag */
    HTML_TAG_IS_FORMATTING = 1 << 3,  /* the standard's "formatting" */
    HTML_TAG_IS_HEAD = 1 << 4,        /* may stand in head */
    HTML_TAG_IS_SCOPE = 1 << 5,       /* an end tag within does not close what is outside */
    HTML_TAG_IS_IMPLIED_END = 1 << 6, /* its end tag may be left out */
    HTML_TAG_IS_RAWTEXT = 1 << 7,     /* its content is text without references */
    HTML_TAG_IS_RCDATA = 1 << 8,      /* its content is text with references */
    HTML_TAG_IS_HEADING = 1 << 9,     /* h1 to h6 */
    HTML_TAG_IS_TABLE_PART = 1 << 10, /* belongs into a table only */
} HtmlTagFlag;

/* HTML_TAG_UNKNOWN if it is none of the list; name in any case. */
HtmlTag html_tag_from_name(Str name);
/* Lower case; empty for HTML_TAG_UNKNOWN. */
Str html_tag_name(HtmlTag tag);
extern const uint16_t html_tag_flag_table[HTML_TAG_COUNT];

static inline bool html_tag_is(HtmlTag tag, unsigned flags)
{
    return (html_tag_flag_table[tag] & flags) != 0;
}

#endif
