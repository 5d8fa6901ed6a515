namespace Skiller.Contracts;

/// <summary>Every bound that a member can meet, in one file. Sources: API.md and DESIGN.md part 5, unless one says otherwise.</summary>
public static class Limits
{
    /// <summary>The window of the limits by member: 24 hours, sliding.</summary>
    public static readonly TimeSpan MemberWindow = TimeSpan.FromHours(24);
    /// <summary>The window of the limits by address: one hour, sliding.</summary>
    public static readonly TimeSpan AddressWindow = TimeSpan.FromHours(1);
    /// <summary>How long a command id answers repetitions: 24 hours.</summary>
    public static readonly TimeSpan IdempotencyWindow = TimeSpan.FromHours(24);
    /// <summary>A session ends after this time: 30 days (RELIABILITY.md C12).</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);

    /// <summary>
    /// A session that nobody uses ends after this time: 14 days (RELIABILITY.md C12). Part of the fold of accounts: with another value the schema of
    /// their snapshots rises.
    /// </summary>
    public static readonly TimeSpan SessionIdleLifetime = TimeSpan.FromDays(14);
    /// <summary>An invitation can be accepted for this time: 30 days (RELIABILITY.md part 6).</summary>
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(30);
    /// <summary>A suspension lasts at most this long: ten years. Who is never to come back is to be erased.</summary>
    public static readonly TimeSpan SuspensionMax = TimeSpan.FromDays(3_653);
    /// <summary>Members who are suspended at once; bounds memory (DESIGN.md, guarantee 4); then 409 <c>full</c>.</summary>
    public const int SuspendedMembers = 10_000;

    /// <summary>Votes a member may cast in <see cref="MemberWindow"/>.</summary>
    public const int VotesPerMember = 30;
    /// <summary>Questions a member may ask in <see cref="MemberWindow"/>.</summary>
    public const int QuestionsPerMember = 20;
    /// <summary>Answers a member may post in <see cref="MemberWindow"/>.</summary>
    public const int AnswersPerMember = 30;
    /// <summary>Comments a member may post in <see cref="MemberWindow"/>.</summary>
    public const int CommentsPerMember = 50;
    /// <summary>Sign-ups an address may make in <see cref="AddressWindow"/>.</summary>
    public const int SignUpsPerAddress = 5;
    /// <summary>Failed sign-ins an address may make in <see cref="AddressWindow"/>.</summary>
    public const int FailedSignInsPerAddress = 20;
    /// <summary>Requests for an invitation an address may make in <see cref="AddressWindow"/>: as many as sign-ups, of which each may become one.</summary>
    public const int InvitationRequestsPerAddress = 5;
    /// <summary>Links to choose a new password that an address may ask for in <see cref="AddressWindow"/>.</summary>
    public const int PasswordResetsPerAddress = 10;
    /// <summary>Links to choose a new password that are mailed to one member in <see cref="AddressWindow"/>.</summary>
    public const int PasswordResetsPerMember = 3;
    /// <summary>How long such a link is good: half an hour (RELIABILITY.md A11).</summary>
    public static readonly TimeSpan PasswordResetLifetime = TimeSpan.FromMinutes(30);
    /// <summary>Links to prove an address that one member has mailed in <see cref="MemberWindow"/>.</summary>
    public const int AddressChangesPerMember = 5;
    /// <summary>How long a link to prove an address is good: seven days.</summary>
    public static readonly TimeSpan AddressProofLifetime = TimeSpan.FromDays(7);
    /// <summary>Wrong codes of the second factor of one member in <see cref="CodeWindow"/> (RELIABILITY.md A08).</summary>
    public const int FailedCodesPerMember = 5;
    /// <summary>The window of the limit of wrong codes: 15 minutes, sliding.</summary>
    public static readonly TimeSpan CodeWindow = TimeSpan.FromMinutes(15);
    /// <summary>Recovery codes of a second factor.</summary>
    public const int RecoveryCodes = 10;
    /// <summary>
    /// Sessions of one member that live at once; a further one ends the oldest. What an account holds in memory is bounded by it: sessions
    /// that are over leave with the next fact.
    /// </summary>
    public const int SessionsPerMember = 20;
    /// <summary>Invitations of a new member; administrators have no limit (issue 3).</summary>
    public const int InvitationsPerMember = 5;
    /// <summary>Links to their recognition that a member has at once; then 409 <c>full</c>.</summary>
    public const int SharesPerMember = 10;

    /// <summary>Questions, skills and members that a member follows by their word at once; then 409 <c>full</c>. Questions followed by taking part do not count.</summary>
    public const int FollowsPerMember = 1_000;
    /// <summary>Questions and skills that a member mutes at once; then 409 <c>full</c>.</summary>
    public const int MutesPerMember = 1_000;
    /// <summary>Members whom a member blocks at once; then 409 <c>full</c>.</summary>
    public const int BlocksPerMember = 1_000;

    /// <summary>What is listed of what happened in one question on one day, the newest.</summary>
    public const int ActsPerCard = 50;

    /// <summary>Days of what is called the last year, today (UTC) included.</summary>
    public const int YearDays = 365;

    /// <summary>Streams of events that one address has open at once (RELIABILITY.md F31); members count by themselves.</summary>
    public const int LivePerAddress = 100;
    /// <summary>Streams of events that one member has open at once: browsers share one among their tabs.</summary>
    public const int LivePerMember = 10;

    /// <summary>Items on a page unless asked otherwise.</summary>
    public const int PageDefault = 30;
    /// <summary>Items on a page at most.</summary>
    public const int PageMax = 100;

    /// <summary>
    /// Bytes of texts (UTF-8) on a page of answers or versions at most: 2 MiB. A page that would hold more ends earlier, with a cursor; half
    /// of what a message between nodes may hold is left for the rest.
    /// </summary>
    public const int PageBytes = 2 * 1024 * 1024;

    /// <summary>Drafts that a member has at once; a further one takes the place of the one kept longest ago.</summary>
    public const int DraftsPerMember = 20;
    /// <summary>Bytes (UTF-8) of a draft at most: 64 KiB, twice what a full text takes in French or English.</summary>
    public const int DraftBytes = 64 * 1024;
    /// <summary>Bytes of all drafts of a member at most: 256 KiB. They are one row, written whole.</summary>
    public const int AllDraftsBytes = 256 * 1024;
    /// <summary>A draft that nobody touches is kept for this time: 180 days (FEATURES.md, DC1).</summary>
    public static readonly TimeSpan DraftLifetime = TimeSpan.FromDays(180);

    /// <summary>Fewest characters of a title.</summary>
    public const int TitleMin = 15;
    /// <summary>Most characters of a title.</summary>
    public const int TitleMax = 150;
    /// <summary>Fewest characters of a question's or an answer's Markdown.</summary>
    public const int BodyMin = 20;
    /// <summary>Most characters of a question's or an answer's Markdown.</summary>
    public const int BodyMax = 30_000;
    /// <summary>Fewest characters of a comment.</summary>
    public const int CommentMin = 3;
    /// <summary>Most characters of a comment.</summary>
    public const int CommentMax = 1_000;
    /// <summary>Most characters of an edit's summary.</summary>
    public const int SummaryMax = 300;
    /// <summary>Most skills of a question.</summary>
    public const int SkillsPerQuestion = 5;
    /// <summary>Most skills that a member declares, when they join too.</summary>
    public const int SkillsPerMember = 20;
    /// <summary>Most skills of one member that one peer endorses at once, so that nobody can fill another's profile; then 409 <c>full</c>.</summary>
    public const int EndorsedSkillsPerPeer = 20;
    /// <summary>Endorsements of one skill that a shared profile shows, the newest first.</summary>
    public const int VouchersShown = 5;
    /// <summary>Skills that a shared profile shows; with their <see cref="VouchersShown"/> no more names than one look-up gives.</summary>
    public const int SkillsShared = 30;
    /// <summary>Most endorsements that a member has at once; bounds memory (DESIGN.md, guarantee 4); then 409 <c>full</c>.</summary>
    public const int EndorsementsPerMember = 5_000;
    /// <summary>Most answers of a question.</summary>
    public const int AnswersPerQuestion = 1_000;
    /// <summary>Most comments of a post.</summary>
    public const int CommentsPerPost = 200;
    /// <summary>Most characters of a name.</summary>
    public const int NameMax = 80;
    /// <summary>Most characters of the site's name, which stands in the head of every page.</summary>
    public const int SiteNameMax = 30;
    /// <summary>Most points of one report of the pulse: a year of days, and what makes weeks of it whole.</summary>
    public const int PulsePoints = 400;
    /// <summary>The days whose pace says when a goal would be met: four weeks, so that each day of the week weighs the same.</summary>
    public const int PulsePaceDays = 28;
    /// <summary>The most members that can be a goal.</summary>
    public const long GoalMax = 1_000_000_000;
    /// <summary>Visits that a front tells apart on one day, 8 bytes each beside what the set needs; beyond it says "at least".</summary>
    public const int VisitsPerDay = 200_000;
    /// <summary>Changes of a text of the site that are listed; the log keeps all.</summary>
    public const int SiteTextChanges = 50;
    /// <summary>Most characters of a profile's headline.</summary>
    public const int HeadlineMax = 120;
    /// <summary>Most characters of a profile's Markdown.</summary>
    public const int BioMax = 5_000;
    /// <summary>Most characters of a note on an endorsement or an invitation.</summary>
    public const int NoteMax = 500;
    /// <summary>Most characters of the motivation in a request for an invitation.</summary>
    public const int MotivationMax = 2_000;
    /// <summary>Most characters of an e-mail address (RFC 5321, 4.5.3.1.3).</summary>
    public const int EmailMax = 254;
    /// <summary>Fewest characters of a password.</summary>
    public const int PasswordMin = 8;
    /// <summary>Most characters of a password.</summary>
    public const int PasswordMax = 256;
    /// <summary>Unread notifications that are counted: 100 means 100 or more, shown as 99+.</summary>
    public const int UnreadMax = 100;
    /// <summary>Members whom one notification names.</summary>
    public const int NotificationActors = 3;
    /// <summary>How long what a member is to be told of at once waits for more, so that it comes in one mail, unless the settings say otherwise: 5 minutes (issue 5).</summary>
    public static readonly TimeSpan LetterBundle = TimeSpan.FromMinutes(5);
    /// <summary>After how much absence a member is sent no more digests: 180 days (issue 5).</summary>
    public static readonly TimeSpan DigestAbsence = TimeSpan.FromDays(180);
    /// <summary>Members that are asked about, and rows that are given, at once, where what is new for several is read.</summary>
    public const int NotificationRows = 1_000;
    /// <summary>Members that one post can tell by naming them (FEATURES.md, DC1).</summary>
    public const int MentionsPerPost = 10;
    /// <summary>Places of one text at which the name of a member whom it names leads to them; further ones stay words.</summary>
    public const int MentionLinksPerPost = 50;
    /// <summary>Members that are proposed at once to whoever names one.</summary>
    public const int MembersProposed = 8;
    /// <summary>Webhooks that a member has at once; then 409 <c>full</c>.</summary>
    public const int WebhooksPerMember = 5;
    /// <summary>Webhooks that the site has at once; then 409 <c>full</c>.</summary>
    public const int WebhooksOfSite = 20;
    /// <summary>Most characters of a webhook's address.</summary>
    public const int WebhookUrlMax = 1_000;
    /// <summary>Deliveries that wait for one webhook; with more it is paused, so that what is kept stays bounded.</summary>
    public const int WebhookWaiting = 5_000;
    /// <summary>How long a delivery is tried: 24 hours. A webhook that took nothing in all that time is paused.</summary>
    public static readonly TimeSpan WebhookPatience = TimeSpan.FromHours(24);
    /// <summary>How long a secret goes on signing beside the one that replaced it: 24 hours.</summary>
    public static readonly TimeSpan WebhookSecretOverlap = TimeSpan.FromHours(24);
    /// <summary>Most characters of what is looked for.</summary>
    public const int SearchMax = 300;
    /// <summary>Most words of what is looked for (RELIABILITY.md T11).</summary>
    public const int SearchWordsMax = 40;
    /// <summary>
    /// Most bytes of a request's body: 384 KiB. A character at its longest in JSON is two escapes of six bytes (RFC 8259, 7), so that 30,000
    /// of them are 360,000 bytes, and the other fields have their room.
    /// </summary>
    public const int RequestBytes = 384 * 1024;
}
