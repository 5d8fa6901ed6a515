using Skiller.Grains.Activity;
using Xunit;

namespace Skiller.Tests.Unit.Activity;

/// <summary>Where targets and streams are is stored with every fact: these lines never change.</summary>
public sealed class ActivityRoutingTests
{
    [Theory]
    [InlineData("member/m:1", 6)]
    [InlineData("member/m:2", 3)]
    [InlineData("member/m:87", 2)]
    [InlineData("member/m:123456", 4)]
    [InlineData("lists/l:0", 7)]
    [InlineData("lists/l:1", 4)]
    [InlineData("lists/l:2", 5)]
    [InlineData("lists/l:3", 2)]
    [InlineData("mail/o:0", 6)]
    public void A_target_is_in_its_partition_for_ever(string target, int partition) =>
        Assert.Equal(partition, ActivityRouting.PartitionOf(target));

    [Theory]
    [InlineData("q:1234", "lists/l:2")]
    [InlineData("q:1235", "lists/l:1")]
    [InlineData("m:87", "lists/l:3")]
    [InlineData("s:gestion-de-projet", "lists/l:2")]
    [InlineData("s:c#", "lists/l:2")]
    public void A_stream_is_in_its_list_for_ever(string stream, string shard) =>
        Assert.Equal(shard, ActivityRouting.ListShardOf(stream));

    [Fact]
    public void There_are_eight_partitions_and_four_lists_for_ever() =>
        Assert.Equal((8, 4), (ActivityRouting.Partitions, ActivityRouting.ListShards));
}
