/* What the files of persons share. Private to them. */
#ifndef ENTITIES_PERSONS_H
#define ENTITIES_PERSONS_H

#include "scan.h"

/* ---- person_match.c ---- */
/* The name as printed, without "Jr." and "III" if bare. */
Str person_printed(const Scan *scan, TokenRange name, bool bare);
/* A leader of the data by a full name in any spelling; NONE. */
uint32_t leader_of_name(const Scan *scan, Str printed);
/* A person of the article by a full name; NONE. */
uint32_t person_of_full_name(const Scan *scan, Str printed);
/* The best person of the article with that family name for a mention; NONE. */
uint32_t person_of_family(const Scan *scan, Str family, const Title *title, Str owner,
                          uint32_t token);
/* "Sampel Jr.": a person of the article whose family name and generation fit; NONE. */
uint32_t person_of_child(const Scan *scan, Str printed);
/* A person whose name the word can be another spelling of; NONE. */
uint32_t person_of_spelling(const Scan *scan, Str printed);
/* The only person of the article with that given name; NONE. */
uint32_t person_of_given(const Scan *scan, Str given);
/* The leader of the data by the short name; NONE. */
uint32_t leader_of_family(const Scan *scan, Str family, const Title *title, Str owner);
bool title_is_style(const Title *title);

/* ---- person_learn.c ---- */
uint32_t person_learn(Scan *scan, const Find *find, Str printed);
/* The longest name tells most: after "George W. Sampel" a "George H. W. Sampel" is another. */
void person_note_longer_name(Scan *scan, uint32_t person, Str printed);
/* The find is the person's: what its title and owner tell is noted. */
void person_attach(Scan *scan, Find *find, uint32_t person);

#endif
