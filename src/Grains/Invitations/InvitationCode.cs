using System.Buffers.Text;
using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>
/// The code of an invitation: what the invited types in. It is derived from the invitation's id and a secret of the nodes, so that it can be
/// told again to whoever repeats the command that made it, although only its hash is kept (DESIGN.md part 6).
/// </summary>
internal sealed record InvitationCode
{
    // 168 bits; the hint gives away 24 of them and leaves more than 128.
    private const int Bytes = 21;
    private const int Chars = Bytes / 3 * 4;
    private const int HintChars = 4;
    private const int IdChars = 22;
    private const string Prefix = "i:";

    private InvitationCode(string text) => Text = text;

    /// <summary>28 characters that need no escaping in a link.</summary>
    public string Text { get; }

    /// <summary>By which its maker tells it from others: the last four characters.</summary>
    public string Hint => Text[^HintChars..];

    /// <summary>The invitation's stream.</summary>
    public string Stream => GrainKeys.InvitationOf(Text);

    /// <summary>The part of <see cref="Stream"/> behind the prefix.</summary>
    public string Hash => Stream[Prefix.Length..];

    public static InvitationCode Derive(byte[] secret, string invitation) =>
        new(DerivedSecret.Of(secret, invitation, Bytes));

    /// <summary>Whether a text has the shape of a code; whether it is one only its invitation knows.</summary>
    public static bool IsPossible(string text) => text.Length == Chars && Base64Url.IsValid(text) && !text.Any(char.IsWhiteSpace);

    /// <summary>Whether a text has the shape of an id.</summary>
    public static bool IsId(string text) => text.Length == IdChars && Base64Url.IsValid(text) && !text.Any(char.IsWhiteSpace);

    /// <summary>The stream of the invitation whose code has this hash.</summary>
    public static string StreamOf(string hash) => $"{Prefix}{hash}";
}
