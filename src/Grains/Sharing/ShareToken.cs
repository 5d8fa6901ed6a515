using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Sharing;

/// <summary>
/// The secret part of a link to somebody's recognition. As with invitations' codes, it is derived from the link's id and a secret of the
/// nodes, so that its maker can be shown it again, although only its hash is kept.
/// </summary>
internal sealed record ShareToken
{
    private const int Bytes = 24;
    private const string Prefix = "p:";

    private ShareToken(string text) => Text = text;

    /// <summary>192 bits as 32 characters that need no escaping.</summary>
    public string Text { get; }

    /// <summary>The link's stream.</summary>
    public string Stream => GrainKeys.ShareOf(Text);

    /// <summary>The part of <see cref="Stream"/> behind the prefix.</summary>
    public string Hash => Stream[Prefix.Length..];

    public static ShareToken Derive(byte[] secret, string share) =>
        new(DerivedSecret.Of(secret, share, Bytes));

    /// <summary>The stream of the link whose token has this hash.</summary>
    public static string StreamOf(string hash) => $"{Prefix}{hash}";
}
