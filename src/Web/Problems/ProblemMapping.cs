using System.Collections.Frozen;
using System.Collections.Immutable;
using Skiller.Contracts;

namespace Skiller.Web.Problems;

/// <summary>The one table of codes and statuses (API.md, "Errors"); docs/errors.md is made from it.</summary>
internal static class ProblemMapping
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(1);

    public static FrozenDictionary<RefusalCode, int> Refusals { get; } = new Dictionary<RefusalCode, int>
    {
        [RefusalCode.Invalid] = 400,
        [RefusalCode.InvalidCursor] = 400,
        [RefusalCode.InvalidLink] = 400,
        [RefusalCode.Unauthorized] = 401,
        [RefusalCode.BadCredentials] = 401,
        [RefusalCode.SecondFactorRequired] = 401,
        [RefusalCode.BadCode] = 401,
        [RefusalCode.NotAllowed] = 403,
        [RefusalCode.OwnPost] = 403,
        [RefusalCode.OwnSkill] = 403,
        [RefusalCode.Suspended] = 403,
        [RefusalCode.NoInvitationsLeft] = 403,
        [RefusalCode.InvitationForAnotherAddress] = 403,
        [RefusalCode.Oneself] = 403,
        [RefusalCode.NotFound] = 404,
        [RefusalCode.InvitationUnknown] = 404,
        [RefusalCode.HandleTaken] = 409,
        [RefusalCode.InvitationUsed] = 409,
        [RefusalCode.HasAnswers] = 409,
        [RefusalCode.Closed] = 409,
        [RefusalCode.Full] = 409,
        [RefusalCode.IdempotencyKeyReused] = 409,
        [RefusalCode.AlreadyDecided] = 409,
        [RefusalCode.Blocked] = 409,
        [RefusalCode.Deleted] = 410,
        [RefusalCode.InvitationExpired] = 410,
        [RefusalCode.InvitationRevoked] = 410,
        [RefusalCode.ShareRevoked] = 410,
        [RefusalCode.Stale] = 412,
        [RefusalCode.IfMatchRequired] = 428,
        [RefusalCode.RateLimited] = 429,
    }.ToFrozenDictionary();

    public static Problem Malformed { get; } = new("malformed", 400);

    public static Problem BadRequest { get; } = new("bad-request", 400);

    /// <summary>A request for a site of another name (C15).</summary>
    public static Problem UnknownHost { get; } = new("unknown-host", 400);

    public static Problem NoRoute { get; } = new("not-found", 404);

    public static Problem MethodNotAllowed { get; } = new("method-not-allowed", 405);

    /// <summary>A form of a page that was not made for this reader, or too long ago (C01, C02).</summary>
    public static Problem StaleForm { get; } = new("stale-form", 400);

    /// <summary>What lets somebody in is not changed for who does not show the password (A12).</summary>
    public static Problem ReauthenticationRequired { get; } = new("reauthentication-required", 403);

    public static Problem RequestTimeout { get; } = new("request-timeout", 408);

    public static Problem TooLarge { get; } = new("too-large", 413);

    public static Problem UnsupportedMediaType { get; } = new("unsupported-media-type", 415);

    public static Problem OutcomeUnknown { get; } = new("outcome-unknown", 503) { RetryAfter = _soon };

    public static Problem Unexpected(string incident) => new("unexpected", 500) { Incident = incident };

    public static Problem Unavailable(TimeSpan? retryAfter = null) => new("unavailable", 503) { RetryAfter = retryAfter ?? _soon };

    /// <summary>What the edge can answer besides the refusals of the grains.</summary>
    public static ImmutableArray<Problem> OfTheEdge { get; } =
    [
        Malformed, BadRequest, UnknownHost, StaleForm, ReauthenticationRequired, MethodNotAllowed, RequestTimeout, TooLarge, UnsupportedMediaType, Unavailable(), OutcomeUnknown, Unexpected(""),
    ];

    public static Problem Of(Refusal refusal) => new(refusal.Code.Code(), Refusals[refusal.Code])
    {
        Errors = refusal.Errors,
        RetryAfter = refusal.RetryAfter,
        Suspension = refusal.Suspension,
    };

    /// <summary>For a status that routing or the server set without a body.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        401 => Of(Refusal.Of(RefusalCode.Unauthorized)),
        404 => NoRoute,
        405 => MethodNotAllowed,
        408 => RequestTimeout,
        413 => TooLarge,
        415 => UnsupportedMediaType,
        503 => Unavailable(),
        _ => BadRequest with { Status = status },
    };
}
