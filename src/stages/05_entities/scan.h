/*
 * The state of one article's search for actors.
 *
 * The stage works in passes. noun_phrases.c and names.c read the tokens once and leave a list of
 * finds: "North Korean leader Kim Jong Un" is a person with a title and, nested in it, a
 * nationality. persons.c says which finds are the same person. discourse.c then goes through the
 * article and settles what points elsewhere: roles, bodies, words for two, pronouns; it keeps the
 * chains of coref.h. entities.c turns the finds into mentions.
 */
#ifndef ENTITIES_SCAN_H
#define ENTITIES_SCAN_H

#include "world.h"

typedef enum FindKind {
    FIND_STATE,
    FIND_NATIONALITY,
    FIND_METONYM,
    FIND_PLACE,
    FIND_BODY,
    FIND_GROUP,
    FIND_ORGANISATION,
    FIND_MEDIUM,
    FIND_THING, /* an event or a work */
    FIND_PERSON,
    FIND_ROLE,
    FIND_AGED, /* "the 71-year-old" */
    FIND_OUTLET,
    FIND_PRONOUN,
    FIND_COLLECTIVE,
    FIND_DESCRIPTION, /* "the Chinese statesman", "the 93-year-old" */
} FindKind;

/* How sure it is that capitalised words are a person's name. */
typedef enum NameClass {
    NAME_NONE,
    NAME_SHORT, /* one word: a person only if the article or the data know one of that name */
    NAME_MAYBE, /* two or more words without any sign */
    NAME_PERSON,
    NAME_ORGANISATION,
    NAME_PLACE,
    NAME_THING,
    NAME_PEOPLE,
} NameClass;

typedef struct Find {
    FindKind kind;
    TokenRange tokens;
    TokenRange name;  /* the name proper, or the noun of a role, body or group */
    TokenRange title; /* empty if none */
    uint32_t head;
    uint32_t row;       /* of the kind's list in the world; NONE */
    uint32_t title_row; /* NONE */
    NameClass name_class;
    NameType type;       /* what the network takes the name for; NAME_TYPE_NONE if it sees none */
    Str owner;           /* whose role, body, group or person it is */
    uint32_t owner_find; /* a person whose role or office it is: "Moon's office"; NONE */
    bool is_definite;
    bool is_indefinite;
    bool is_plural;
    bool is_former;
    bool is_future;
    bool is_of_pronoun; /* "its leader" */
    bool is_of_name;    /* "the head of the Example Institute": of nobody else */
    bool is_dropped;
    bool is_settled;    /* discourse.c has been here */
    Str owners[4];      /* of "Chinese and North Korean leaders"; empty past the last */
    FindKind owned;     /* ... and what is theirs: a role, a body or a group */
    uint32_t owned_row; /* of that kind's list */
    uint32_t person;    /* of the article's persons; NONE */
    uint32_t actor;     /* NONE */
    uint32_t place;     /* of the document's places; NONE */
    uint32_t past; /* of "Example Daily | newspaper": the token past the noun; else tokens.end */
    uint32_t members[4];
    Str rule;
    float confidence;
} Find;

/* A person of the article. */
typedef struct Person {
    uint32_t actor;
    uint32_t leader; /* NONE if learnt from the text */
    Str printed;     /* as named first, or in the data */
    Str normal;      /* its normal form */
    Str family;
    Str given;
    char sex; /* 'm', 'f' or 0 */
    Str owner;
    Str offices[4];          /* ids as attested; empty past the last */
    bool is_former[4];       /* of each: attested as held before only */
    uint32_t next_of_family; /* NONE */
    uint32_t find_count;
    uint32_t named_at; /* end of the first full name, a token; 0 if there is none so far */
} Person;

/* The longest form of the lexicon that starts at a token. */
typedef struct Mark {
    const Form *form; /* NULL: none */
    uint32_t end;     /* token past it */
} Mark;

/* A name as the network sees it; labels.c. */
typedef struct Label {
    TokenRange tokens; /* empty: another label took the words */
    NameType type;
    int32_t scores[NAME_TYPE_COUNT]; /* mean of its words; see Token */
    Str words;                       /* folded */
    bool is_sure;                    /* the class leads by far where it stands */
    bool is_listed;                  /* place_is_listed of the words */
    uint32_t next_of_same;           /* label of the same words; NONE */
} Label;

/* "Economic Community of Examples" before "(ECE)"; long_forms.c. */
typedef struct LongForm {
    TokenRange tokens;
    NameType type;
    bool has_head; /* a word for an organisation */
} LongForm;

typedef struct Scan {
    const World *world;
    Document *doc;
    Arena *scratch;
    int32_t day; /* the article's, or DAY_UNKNOWN */

    Str *words; /* the tokens folded; a token may give none or several */
    uint32_t *word_token;
    uint32_t *token_word; /* [tokens + 1] first word of a token */
    uint32_t *looks;      /* [words] phrase_look */
    uint32_t word_count;
    uint32_t *flags;  /* [tokens] scan_flags */
    Mark *marks;      /* [tokens] */
    bool *in_quote;   /* [tokens] */
    bool *title_case; /* [sentences] headline style: capitals say nothing */

    List(Label) labels;
    uint32_t *label_of; /* [tokens] the label that holds it; NONE */
    List(LongForm) long_forms;

    List(Find) finds;
    List(Person) persons;
    Map person_by_name;
    Map person_by_family;   /* last person added of that family; older ones by next_of_family */
    Map person_by_spelling; /* another spelling of a family name in this article -> person */
    List(uint32_t) person_of_actor; /* [actors so far] NONE */
    uint32_t persons_noted;         /* in person_of_actor */
    Map actor_by_key;
    Map named_owners; /* states that the article names */
} Scan;

/* ---- scan.c: tokens ---- */
void scan_begin(Scan *scan, const World *world, Document *doc, Arena *scratch);

static inline const Token *scan_token(const Scan *scan, uint32_t token)
{
    return document_token(scan->doc, token);
}
static inline bool is_capitalised(const Scan *scan, uint32_t token)
{
    return (scan_token(scan, token)->flags & TOKEN_CAPITALISED) != 0;
}
uint32_t scan_sentence_end(const Scan *scan, uint32_t token);
uint32_t scan_sentence_first(const Scan *scan, uint32_t token);
/* The token's only or first word; empty if it has none. */
Str scan_word(const Scan *scan, uint32_t token);
/* WordFlag of that word. */
static inline uint32_t scan_flags(const Scan *scan, uint32_t token)
{
    return scan->flags[token];
}
/* Longest phrase of a table from this token to at most limit; MAP_NONE. */
uint32_t scan_match(const Scan *scan, const PhraseTable *table, uint32_t token, uint32_t limit,
                    uint32_t *out_end);
/* The lexicon's longest form from this token on, if it ends by limit. */
static inline Mark scan_mark(const Scan *scan, uint32_t token, uint32_t limit)
{
    Mark mark = scan->marks[token];
    return mark.end <= limit ? mark : (Mark){NULL, token};
}
bool scan_is_named(const Scan *scan, Str owner);
/* Which of the states that share a name is meant here: the one named last; empty if none was. */
Str scan_shared_owner(const Scan *scan, const Shared *shared);
/* "'s" or "'": 1 token, else 0. */
bool is_possessive(const Scan *scan, uint32_t token);
/* A hyphen between two words without spaces. */
bool is_joining_hyphen(const Scan *scan, uint32_t token);
bool is_word(const Scan *scan, uint32_t token, Str lower);
/* The range's tokens folded, joined by spaces. */
Str scan_folded(const Scan *scan, TokenRange range);
/* The text of a range, as printed, white space made single. */
Str scan_text(const Scan *scan, TokenRange range);
/* The token of a range on which the others depend: its head lies outside. */
uint32_t scan_syntactic_head(const Scan *scan, TokenRange range);
bool is_subject(const Scan *scan, const Find *find);

/* Adds a find with its defaults set. The pointer holds until the next one is added. */
Find *scan_add(Scan *scan, FindKind kind, TokenRange tokens, TokenRange name, Str rule,
               float confidence);

/* ---- labels.c ---- */
/* Reads the network's labels of all tokens into scan->labels and scan->label_of. */
void labels_find(Scan *scan);
/* The label that starts at this token; NULL. */
const Label *label_starting(const Scan *scan, uint32_t token);
/* The label that the token is part of; NULL. */
const Label *label_over(const Scan *scan, uint32_t token);
/* How much the likeliest word of the range looks like a part of a name, in eighths of a nat. */
int32_t label_best_score(const Scan *scan, TokenRange range);

/* ---- long_forms.c ---- */
void long_forms_find(Scan *scan);
/* The long form that starts at this token; NULL. */
const LongForm *long_form_starting(const Scan *scan, uint32_t token);

/* ---- names.c ---- */
/* Reads capitalised words from a token on as a name. titled: a title stands before. False if it is
 * no name; out then is untouched. */
typedef struct NameRun {
    TokenRange tokens;
    NameClass name_class;
    NameType type;   /* see Find */
    uint32_t leader; /* NONE */
    bool is_by_rule; /* the rules alone say so too */
} NameRun;
/* "J.", "J" */
bool name_is_initial(const Scan *scan, uint32_t token);
/* ", 45," */
bool is_followed_by_age(const Scan *scan, uint32_t end, uint32_t limit);
bool name_read(const Scan *scan, uint32_t token, uint32_t limit, bool titled, NameRun *out);

/* ---- marks.c ---- */
/* Whose a role, body or group after this form is; empty if nobody's. */
Str mark_owner(const Scan *scan, Mark mark);
/* Whether the form at this token may own what follows: "Russia('s)", "Korean", "the North". */
bool mark_can_own(const Scan *scan, Mark mark, uint32_t token);
void mark_add(Scan *scan, Mark mark, TokenRange range);

/* ---- noun_phrases.c ---- */
void noun_phrases_find(Scan *scan);

/* ---- collectives.c ---- */
bool collective_read(Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_end);
void collective_resolve(Scan *scan, uint32_t find);
/* "they" whom nothing else tells: the last pair of persons or states. */
void pair_resolve(Scan *scan, uint32_t find);

/* ---- several_states.c ---- */
bool several_states_read(Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_end);
void several_states_resolve(Scan *scan, uint32_t find);

/* ---- places.c ---- */
/* A capitalised word of that folded name may be a place: the gazetteer has a region or a larger
 * city of it, and it is no given name, leader's name or other word of these data. */
bool place_is_listed(const Scan *scan, Str folded);
/* A name that is nobody's becomes a place's, if it stands as one. */
bool place_become(Scan *scan, Find *find);
void place_set_country(const Scan *scan, Find *find);
/* "in Goma": the data know a place of that name. */
bool is_listed_place_here(const Scan *scan, const Find *find);

/* ---- place_beside.c ---- */
/* "the city of", "the port city of" before the token. */
bool place_is_city_of(const Scan *scan, uint32_t token);

/* ---- place_records.c ---- */
/* Says where each place and state lies, and where the article was filed. */
void places_resolve(Scan *scan);

/* ---- persons.c ---- */
void persons_identify(Scan *scan);
/* The data's person becomes one of the article. */
uint32_t person_of_leader(Scan *scan, uint32_t leader);
/* An office that the article gives a person; a former one counts less than one held now. */
void person_note_office(Person *person, Str office, bool is_former);
/* The article's person that is this actor; NONE. */
uint32_t person_of_actor(Scan *scan, uint32_t actor);
bool person_has_office(const Scan *scan, const Person *person, Str office);

/* ---- actors.c ---- */
uint32_t actor_add(Scan *scan, Str key, Str name, ActorKind kind, Str country, Str sector);
uint32_t actor_of_state(Scan *scan, const State *state);
uint32_t actor_of_body(Scan *scan, Str owner, const Body *body);
/* The people in numbers who hold an office: "officials". */
Group group_of_title(const Scan *scan, const Title *title);
uint32_t actor_of_group(Scan *scan, Str owner, const Group *group);
uint32_t actor_of_role(Scan *scan, Str owner, const Title *title);
uint32_t actor_of_organisation(Scan *scan, uint32_t row);
uint32_t actor_of_medium(Scan *scan, uint32_t row);
/* Whom somebody speaks for: of an official the state, of a spokeswoman her organisation; NONE. */
uint32_t actor_of_side(Scan *scan, uint32_t actor);
/* Gives every find that names its actor by itself that actor. */
void actors_assign(Scan *scan);
Str owner_country(const Scan *scan, Str owner);

/* ---- persons_bodies.c ---- */
/* "office" of "Ann Example's office said". */
bool office_read(Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_end);
/* Gives "the government of Ann Example" its person; after persons_identify. */
void bodies_join_persons(Scan *scan);
/* A body without a row: the office of a person. */
void office_resolve(Scan *scan, uint32_t find);

/* ---- descriptions.c ---- */
/* Tokens of "71-year-old" and "33-year old" from this one; 0 if there is no age. */
uint32_t scan_age(const Scan *scan, uint32_t token, uint32_t limit);
void description_resolve(Scan *scan, uint32_t find);

/* ---- roles.c, bodies.c: who a find is, by its words and what stands before ---- */
void role_resolve(Scan *scan, uint32_t find);
/* Before any is resolved: the offices that appositions tell. */
void roles_learn(Scan *scan);
void aged_resolve(Scan *scan, uint32_t find);
/* Who holds an office of a state: a person of the article, else by the data; NONE. */
uint32_t role_holder(Scan *scan, Str owner, const Title *title);
void body_resolve(Scan *scan, uint32_t find);
void group_resolve(Scan *scan, uint32_t find);
void outlet_resolve(Scan *scan, uint32_t find);
/* The state that the article is about; empty if no state is named far more than others. */
Str owner_of_article(const Scan *scan);
/* "Putin's spokesman", "the Petro administration": of that person's country. */
void find_take_owner(const Scan *scan, Find *find);
/* The possessive pronoun a find starts with; NONE. */
uint32_t find_own_pronoun(const Scan *scan, uint32_t find);

/* ---- discourse.c ---- */
struct Coref;
void discourse_resolve(struct Coref *coref);

#endif
