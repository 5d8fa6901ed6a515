using System.Collections.Immutable;
using System.Net;
using Skiller.Contracts.Questions;

namespace Skiller.Web;

/// <summary>What the front is told by its settings (DESIGN.md part 6).</summary>
public sealed record WebOptions
{
    /// <summary>The address that every absolute link begins with, without a slash at its end.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Networks whose <c>X-Forwarded-For</c> is believed.</summary>
    public ImmutableArray<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Whether members of reserved domains are free of limits.</summary>
    public bool AllowSimulation { get; init; }

    /// <summary>PBKDF2-SHA512 rounds for new passwords. Source: OWASP Password Storage Cheat Sheet.</summary>
    public int PasswordIterations { get; init; } = 220_000;

    /// <summary>Requests that a front works on at once; the next one is turned away with a 503.</summary>
    public int MostRequests { get; init; } = 1_000;

    /// <summary>Whether no limit holds for who has this address (DESIGN.md part 6).</summary>
    internal bool IsSimulated(string email) => AllowSimulation && Identity.EmailAddress.IsReserved(email);

    internal string Absolute(string path) => PublicUrl.AbsoluteUri.TrimEnd('/') + path;

    internal string QuestionUrl(QuestionId id, string title) => Absolute($"/questions/{id}/{Questions.TitleSlug.Of(title)}");

    internal string AnswerUrl(AnswerId id) => Absolute($"/a/{id}");

    internal string MemberUrl(string handle) => Absolute($"/members/{handle}");

    internal string ShareUrl(string token) => Absolute($"/shared/{token}");

    internal string InvitationUrl(string code) => Absolute($"/join/{code}");
}
