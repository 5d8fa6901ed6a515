using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Grains.Members;

namespace Skiller.Grains.Notifications;

/// <summary>Finds the members whom a text names: those who had their handle by then, so that the answer never changes.</summary>
internal sealed class NamedMembers(Claims claims)
{
    public async Task<ImmutableArray<MemberId>> In(string? text, long position, CancellationToken ct)
    {
        var named = ImmutableArray.CreateBuilder<MemberId>();
        foreach (var handle in Mentions.In(text))
        {
            if (await claims.Handle(handle, ct) is { } claim && claim.Position < position)
            {
                named.Add(claim.Owner);
            }
        }

        return named.ToImmutable();
    }
}
