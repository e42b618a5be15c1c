/* Quotations of new articles that wait to be linked with others (store/quotation_links.h) until their
 * transaction ends. */
#ifndef STORE_UNLINKED_H
#define STORE_UNLINKED_H

typedef struct Unlinked Unlinked;

Unlinked *unlinked_new(void);
void unlinked_free(Unlinked *unlinked);

#endif
