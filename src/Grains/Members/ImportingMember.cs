using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Members;

/// <summary>
/// A member of another community is recorded as they were there, without an account. What is no text is replaced rather than refused, and
/// the bounds on what people write here do not hold; their handle is chosen here, so it is none that is reserved.
/// </summary>
internal static class ImportingMember
{
    public static Decision<Done> Decide(MemberState state, ImportMember command, MemberId? handleOwner)
    {
        if (state.IsRegistered)
        {
            return Decision<Done>.NoChange(Done.It);
        }

        // A reserved one is nobody's to take; the importer then tries another.
        if (handleOwner is not null || ReservedWords.AreIn(command.Handle, hasRole: false))
        {
            return RefusalCode.HandleTaken;
        }

        var at = LogTime.Of(command.JoinedAt);
        var registered = new MemberRegistered(
            command.Handle.Value,
            Line(command.Name) ?? command.Handle.Value,
            Line(command.Headline),
            Text(command.Bio),
            command.Locale,
            [],
            InvitedBy: null,
            Imported: true);
        return Decision<Done>.Of(Done.It, [new TimedFact(registered, at, null)])
            .With(new SideStream(GrainKeys.ClaimOf(command.Handle), 0, [new TimedFact(new HandleClaimed(state.Id), at, null)]));
    }

    private static string? Line(string? text) => Seen(text?.ReplaceLineEndings(" ").Replace('\t', ' '), ownLines: false);

    private static string? Text(string? text) => Seen(text, ownLines: true);

    private static string? Seen(string? text, bool ownLines) =>
        text is not null && PlainText.Normalised(text, ownLines).Text.Trim() is var plain && !PlainText.IsBlank(plain) ? plain : null;
}
