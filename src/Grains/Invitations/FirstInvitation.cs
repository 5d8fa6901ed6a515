using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>The invitation by which the first administrator joins. Its id is fixed, so that all nodes tell the same code.</summary>
internal sealed class FirstInvitation(IActivityLog log, InvitationCodes codes, TimeProvider clock)
{
    private const string Id = "first-administrator";
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(3_653);

    /// <summary>The code while nobody has joined with it; null afterwards. Opens the invitation if it is not there yet.</summary>
    /// <exception cref="Contracts.UnavailableException">The log could not be reached.</exception>
    public async Task<string?> Unused(CancellationToken ct)
    {
        var code = await codes.Of(Id, ct);
        if (await Length(code.Stream, ct) == 0)
        {
            var now = LogTime.Of(clock.GetUtcNow());
            var opened = new TimedFact(new InvitationOpened(null, Role.Administrator, null, now + _lifetime), now, null);

            // Whoever was first has opened it; a conflict says so too.
            await log.Append(new AppendRequest([new StreamAppend(code.Stream, 0, [FactCodec.Encode(code.Stream, opened)])], []), ct);
        }

        return await Length(code.Stream, ct) == 1 ? code.Text : null;
    }

    private async Task<int> Length(string stream, CancellationToken ct)
    {
        var length = 0;
        await foreach (var activity in log.ReadStream(stream, 0, ct))
        {
            length++;
        }

        return length;
    }
}
