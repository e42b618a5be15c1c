/*
 * The title without what pages put around it: the site, the section.
 *
 *     <title>Norway and Chile agree on fish - World - The Example</title>
 *     <h1>Norway and Chile agree on fish</h1>                      the title is the heading's
 */
#ifndef CLEAN_TITLE_H
#define CLEAN_TITLE_H

#include "page.h"

/* Takes the heading that the title begins or ends with; else cuts the site's name off its end. A
 * title that the container gives stays as it is. */
void title_settle(const Page *page);

#endif
