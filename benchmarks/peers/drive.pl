# Runs many command lines of po4a, without its start-up each time.
#
#     perl drive.pl SCRIPT <LINES
#
# Each line of the input is the arguments of one call, between tabs. A call has a process of
# its own, forked from one that has loaded the tool, and five seconds of computing.
use strict;
use warnings;
use Getopt::Long;
use Locale::Po4a::Chooser;
use Locale::Po4a::Common;
use Locale::Po4a::Po;
use Locale::Po4a::Text;
use Pod::Usage;
use Time::HiRes qw(ITIMER_PROF setitimer);
use YAML::Tiny;

my $script = shift;
while ( my $line = <STDIN> ) {
    chomp $line;
    my $process = fork // die "cannot fork: $!\n";
    if ( !$process ) {
        setitimer( ITIMER_PROF, 5 );
        open STDIN,  '<', '/dev/null';
        open STDOUT, '>', '/dev/null';
        open STDERR, '>', '/dev/null';
        @ARGV = split /\t/, $line;
        do $script;
        exit 0;
    }
    waitpid $process, 0;
}
