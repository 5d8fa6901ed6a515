namespace Skiller.Contracts;

/// <summary>
/// Why a command or a query was refused. The kebab-case form of a name (<see cref="RefusalCodes.Code"/>) is the <c>code</c> of the problem
/// document, permanent and documented in docs/errors.md. A value is never renumbered and never reused with another meaning.
/// </summary>
public enum RefusalCode
{
    /// <summary>The input is malformed or outside its bounds; <see cref="Refusal.Errors"/> names each field. HTTP 400.</summary>
    Invalid = 1,
    /// <summary>The cursor belongs to another list or was not issued here. HTTP 400.</summary>
    InvalidCursor = 2,
    /// <summary>The link is used up, too old, or none of ours; the same for each, and for an account that is not there. HTTP 400.</summary>
    InvalidLink = 3,
    /// <summary>No token, or one that is unknown, ended or expired. HTTP 401.</summary>
    Unauthorized = 10,
    /// <summary>Address and password do not match; the same for an unknown address. HTTP 401.</summary>
    BadCredentials = 11,
    /// <summary>Address and password are right, and the account asks for a code of its second factor besides. HTTP 401.</summary>
    SecondFactorRequired = 12,
    /// <summary>The code is wrong, too old, or was used. HTTP 401.</summary>
    BadCode = 13,
    /// <summary>The actor may not do this. HTTP 403.</summary>
    NotAllowed = 20,
    /// <summary>Nobody votes on their own post. HTTP 403.</summary>
    OwnPost = 21,
    /// <summary>Nobody endorses their own skill. HTTP 403.</summary>
    OwnSkill = 22,
    /// <summary>The member is suspended. HTTP 403.</summary>
    Suspended = 23,
    /// <summary>All invitations of the member are spent. HTTP 403.</summary>
    NoInvitationsLeft = 24,
    /// <summary>The invitation was made out to another address. HTTP 403.</summary>
    InvitationForAnotherAddress = 25,
    /// <summary>Nobody follows or blocks themself. HTTP 403.</summary>
    Oneself = 26,
    /// <summary>What the path names is not there, or is hidden. HTTP 404.</summary>
    NotFound = 30,
    /// <summary>No invitation has this code. HTTP 404.</summary>
    InvitationUnknown = 31,
    /// <summary>The handle belongs to somebody else. HTTP 409.</summary>
    HandleTaken = 40,
    /// <summary>The invitation has been used. HTTP 409.</summary>
    InvitationUsed = 41,
    /// <summary>The question has another member's answer that is accepted or above 0, so it stays. HTTP 409.</summary>
    HasAnswers = 42,
    /// <summary>The question is closed: no answers, comments, votes or acceptances, nor taking them back. HTTP 409.</summary>
    Closed = 43,
    /// <summary>A bound is reached: 1,000 answers a question, 200 comments a post, 20 skills of one member endorsed by one peer, 10 links to one's recognition, 1,000 follows, mutes or blocks of a member (<see cref="Limits"/>). HTTP 409.</summary>
    Full = 44,
    /// <summary>The idempotency key was used with another body. HTTP 409.</summary>
    IdempotencyKeyReused = 45,
    /// <summary>The request for an invitation was decided otherwise. HTTP 409.</summary>
    AlreadyDecided = 46,
    /// <summary>The member whom one would follow is blocked by oneself. HTTP 409.</summary>
    Blocked = 47,
    /// <summary>The post was deleted. HTTP 410.</summary>
    Deleted = 50,
    /// <summary>The invitation's time is over. HTTP 410.</summary>
    InvitationExpired = 51,
    /// <summary>The invitation was taken back. HTTP 410.</summary>
    InvitationRevoked = 52,
    /// <summary>Whoever made the link has revoked it. HTTP 410.</summary>
    ShareRevoked = 53,
    /// <summary>The post was edited since the version that <c>If-Match</c> names. HTTP 412.</summary>
    Stale = 60,
    /// <summary>An edit needs <c>If-Match</c>. HTTP 428.</summary>
    IfMatchRequired = 61,
    /// <summary>A limit by member or by address is reached; <see cref="Refusal.RetryAfter"/> says when to come back. HTTP 429.</summary>
    RateLimited = 70,
}

/// <summary>The permanent text form of refusal codes.</summary>
public static class RefusalCodes
{
    /// <summary>The kebab-case code that outside programs see, such as <c>own-post</c>.</summary>
    /// <param name="code">The refusal.</param>
    public static string Code(this RefusalCode code) =>
        string.Concat(code.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
