using System.Collections.Immutable;
using Skiller.Grains.Activity;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Schema;

/// <summary>
/// Numbers by which stored rows were divided, and which a program must therefore share with all that wrote before it. The first start writes
/// them down; a program with others would look for facts where they are not, and does not start.
/// </summary>
internal sealed class LayoutCheck(ISqlDatabase database)
{
    private static readonly SqlText _sql = SqlText.Load("Schema.layout.sql");

    /// <summary>The numbers of this program.</summary>
    public static ImmutableArray<(string Name, int Number)> Ours { get; } =
        [("partitions", ActivityRouting.Partitions), ("list shards", ActivityRouting.ListShards), ("follower shards", ActivityRouting.FollowerShards)];

    /// <summary>What is wrong, in sentences; empty when nothing is.</summary>
    public Task<ImmutableArray<string>> Run(CancellationToken ct) => Run(Ours, ct);

    /// <summary>The same for the numbers of any program.</summary>
    public Task<ImmutableArray<string>> Run(ImmutableArray<(string Name, int Number)> program, CancellationToken ct) => database.Write(
        async session =>
        {
            var faults = ImmutableArray.CreateBuilder<string>();
            foreach (var (name, number) in program)
            {
                await session.Execute(_sql["keep"], ("name", name), ("number", number));
                var stored = await session.Query(_sql["read"], static row => row.GetInt32(0), ("name", name));
                if (stored[0] != number)
                {
                    faults.Add($"The database was written with {stored[0]} {name}, and this program has {number}: it is not the program of this database.");
                }
            }

            return faults.DrainToImmutable();
        },
        ct);
}
